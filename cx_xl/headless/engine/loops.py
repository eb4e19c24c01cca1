"""
The loops that run inside the WebAssembly, in its text format.

A call from Python costs 50 microseconds, a call inside WebAssembly next to nothing. The
engine lends each text until the next call only, so texts are copied aside.
"""

LOOPS = """
(module
  (import "engine" "memory" (memory 0))
  (import "engine" "cell" (func $cell (param i32 i32 i32 i32 i32) (result i32)))
  (import "engine" "formula" (func $formula (param i32 i32 i32 i32 i32) (result i32)))
  (import "engine" "write" (func $write (param i32 i32 i32 i32 i32) (result i32)))
  (import "engine" "number" (func $number (param i32 i32 i32 i32 f64) (result i32)))
  (import "engine" "flag" (func $flag (param i32 i32 i32 i32 i32) (result i32)))
  (import "engine" "words" (func $words (param i32 i32 i32 i32 i32) (result i32)))
  (import "engine" "error" (func $error (param i32 i32 i32 i32 i32) (result i32)))
  (global $text (mut i32) (i32.const 0))
  (global $end (mut i32) (i32.const 0))
  (func (export "room") (param $from i32) (param $bytes i32)
    (global.set $text (local.get $from))
    (global.set $end (i32.add (local.get $from) (local.get $bytes))))
  (func $keep (param $value i32) (param $status i32) (result i32)
    (local $from i32) (local $size i32)
    (if (local.get $status) (then (return (local.get $status))))
    (if (i32.ne (i32.load (local.get $value)) (i32.const 3))
      (then (return (i32.const 0))))
    (local.set $from (i32.load offset=8 (local.get $value)))
    (loop $more
      (if (i32.load8_u (i32.add (local.get $from) (local.get $size)))
        (then
          (local.set $size (i32.add (local.get $size) (i32.const 1)))
          (br $more))))
    (local.set $size (i32.add (local.get $size) (i32.const 1)))
    (if (i32.gt_u (i32.add (global.get $text) (local.get $size)) (global.get $end))
      (then (return (i32.const -1))))
    (memory.copy (global.get $text) (local.get $from) (local.get $size))
    (i32.store offset=8 (local.get $value) (global.get $text))
    (global.set $text (i32.add (global.get $text) (local.get $size)))
    (i32.const 0))
  (func (export "cells")
    (param $book i32) (param $sheet i32) (param $row i32) (param $column i32)
    (param $rows i32) (param $columns i32) (param $to i32) (result i32)
    (local $down i32) (local $across i32) (local $status i32)
    (loop $next_row
      (local.set $across (i32.const 0))
      (loop $next_column
        (local.set $status
          (call $keep (local.get $to)
            (call $cell (local.get $book) (local.get $sheet)
              (i32.add (local.get $row) (local.get $down))
              (i32.add (local.get $column) (local.get $across)) (local.get $to))))
        (if (local.get $status) (then (return (local.get $status))))
        (local.set $to (i32.add (local.get $to) (i32.const 16)))
        (local.set $across (i32.add (local.get $across) (i32.const 1)))
        (br_if $next_column (i32.lt_u (local.get $across) (local.get $columns))))
      (local.set $down (i32.add (local.get $down) (i32.const 1)))
      (br_if $next_row (i32.lt_u (local.get $down) (local.get $rows))))
    (i32.const 0))
  (func (export "formulas")
    (param $book i32) (param $rows i32) (param $to i32) (result i32)
    (local $down i32) (local $status i32)
    (loop $next_row
      (local.set $status
        (call $formula (local.get $book) (i32.const 0) (local.get $down)
          (i32.const 0) (i32.add (local.get $to) (i32.const 8))))
      (i32.store (local.get $to) (i32.const 3))
      (local.set $status (call $keep (local.get $to) (local.get $status)))
      (if (local.get $status) (then (return (local.get $status))))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (local.set $down (i32.add (local.get $down) (i32.const 1)))
      (br_if $next_row (i32.lt_u (local.get $down) (local.get $rows))))
    (i32.const 0))
  (func (export "write")
    (param $book i32) (param $at i32) (param $end i32) (result i32)
    (block $refused
      (loop $next
        (br_if $refused (i32.ge_u (local.get $at) (local.get $end)))
        (br_if $refused
          (call $write (local.get $book) (i32.load (local.get $at))
            (i32.load offset=4 (local.get $at)) (i32.load offset=8 (local.get $at))
            (i32.load offset=12 (local.get $at))))
        (local.set $at (i32.add (local.get $at) (i32.const 16)))
        (br $next)))
    (local.get $at))
  (func (export "put")
    (param $book i32) (param $at i32) (param $end i32) (result i32)
    (local $kind i32) (local $sheet i32) (local $row i32) (local $column i32)
    (local $status i32)
    (block $done
      (loop $next
        (br_if $done (i32.ge_u (local.get $at) (local.get $end)))
        (local.set $kind (i32.load (local.get $at)))
        (local.set $sheet (i32.load offset=4 (local.get $at)))
        (local.set $row (i32.load offset=8 (local.get $at)))
        (local.set $column (i32.load offset=12 (local.get $at)))
        (if (i32.eq (local.get $kind) (i32.const 1))
          (then (local.set $status
            (call $number (local.get $book) (local.get $sheet) (local.get $row)
              (local.get $column) (f64.load offset=16 (local.get $at))))))
        (if (i32.eq (local.get $kind) (i32.const 2))
          (then (local.set $status
            (call $flag (local.get $book) (local.get $sheet) (local.get $row)
              (local.get $column) (i32.load offset=16 (local.get $at))))))
        (if (i32.eq (local.get $kind) (i32.const 3))
          (then (local.set $status
            (call $words (local.get $book) (local.get $sheet) (local.get $row)
              (local.get $column) (i32.load offset=16 (local.get $at))))))
        (if (i32.eq (local.get $kind) (i32.const 4))
          (then (local.set $status
            (call $error (local.get $book) (local.get $sheet) (local.get $row)
              (local.get $column) (i32.load offset=16 (local.get $at))))))
        (br_if $done (local.get $status))
        (local.set $at (i32.add (local.get $at) (i32.const 24)))
        (br $next)))
    (local.get $status)))
"""
