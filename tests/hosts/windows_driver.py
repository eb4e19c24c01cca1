"""
Does what the VBA of the add-in does, in the installed Python: no Excel is needed.

The DLL that was installed starts the Python that was installed and connects to it by
COM, and the calls cross as variants, as those of a cell do.

    python windows_driver.py calls.pickle answers.pickle    answer each call
    python windows_driver.py start COMMAND      print how long a failure takes, and why
    python windows_driver.py excel SECONDS      show a window like Excel's
    python windows_driver.py read TITLE         read a box, then close it
    python windows_driver.py choose TITLE PATH THEN  choose a file, read the box THEN
"""

import ctypes
import os
import pickle
import sys
import time
from pathlib import Path

import pythoncom
import win32con
import win32gui
from win32com.client import VARIANT, Dispatch

FOLDER = Path(os.environ["LOCALAPPDATA"], "cx_xl")
COMMAND = '"{}" -B -c "import xlwings; xlwings.serve(\'$(CLSID)\')"'
START = 1
OMITTED = -2_147_352_572
NAME_OF_FILE, OPEN = 0x47C, 1  # in Microsoft's dialog: cmb13, IDOK


class Variant(ctypes.Structure):
    _fields_ = (
        ("kind", ctypes.c_ushort),
        ("reserved", ctypes.c_ushort * 3),
        ("value", ctypes.c_void_p),
        ("more", ctypes.c_void_p),
    )


def activate(command):
    """Return the failure of the DLL, or 0, and the variant that it has filled in."""
    library = ctypes.WinDLL(str(FOLDER / "cx_xl64.dll"))
    result = Variant()
    words = ctypes.c_char_p(command.encode("mbcs"))
    failed = library.XLPyDLLActivateAuto(ctypes.byref(result), words, START)
    return failed, result


def interpreter():
    settings = (FOLDER / "excel.conf").read_bytes().decode("mbcs")
    return settings.strip().removeprefix("python=")


def server():
    failed, result = activate(COMMAND.format(interpreter()))
    assert 0 == failed, ctypes.wstring_at(result.value)
    wanted = (ctypes.c_byte * 16)()
    name = ctypes.c_wchar_p(str(pythoncom.IID_IDispatch))
    ctypes.oledll.ole32.CLSIDFromString(name, wanted)
    wrap = ctypes.PyDLL(pythoncom.__file__).PyCom_PyObjectFromIUnknown
    wrap.restype = ctypes.py_object
    wrap.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_bool]
    return Dispatch(wrap(result.value, ctypes.addressof(wanted), True))


def sent(value):
    """
    Return an argument as COM takes it. Errors cross as the numbers that they arrive as:
    of all error variants, pywin32 sends only the one for a gap.
    """
    if isinstance(value, tuple):
        return tuple(map(sent, value))
    return VARIANT(pythoncom.VT_ERROR, value) if value == OMITTED else value


def like_excel(seconds):
    looks = win32gui.WNDCLASS()
    looks.lpszClassName = "XLMAIN"
    looks.lpfnWndProc = {}
    kind = win32gui.RegisterClass(looks)
    win32gui.CreateWindow(kind, "Book1 - Excel", 0, *(0, 0, 100, 100), 0, 0, 0, None)
    sys.stdout.write("open\n")
    sys.stdout.flush()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        win32gui.PumpWaitingMessages()
        time.sleep(0.05)


def find_box(title, patience=300):
    end = time.monotonic() + patience
    while not (box := win32gui.FindWindow("#32770", title)):
        assert time.monotonic() < end, "there is no such box"
        time.sleep(0.2)
    time.sleep(1)
    return box


def choose(title, path):
    box = find_box(title)
    win32gui.SetDlgItemText(box, NAME_OF_FILE, path)
    win32gui.PostMessage(box, win32con.WM_COMMAND, OPEN, 0)


def read_box(title):
    box, words = find_box(title), []
    win32gui.EnumChildWindows(
        box, lambda part, _: words.append(win32gui.GetWindowText(part)), None
    )
    win32gui.PostMessage(box, win32con.WM_CLOSE, 0, 0)
    sys.stdout.buffer.write("\n".join(words).encode())


def main():
    pythoncom.CoInitialize()
    if sys.argv[1] == "start":
        begun = time.monotonic()
        failed, result = activate(sys.argv[2].format(interpreter()))
        seconds = time.monotonic() - begun
        sys.stdout.write(f"{seconds} {ctypes.wstring_at(result.value)}")
        sys.exit(failed == 0)
    if sys.argv[1] == "excel":
        like_excel(float(sys.argv[2]))
        return
    if sys.argv[1] == "read":
        read_box(sys.argv[2])
        return
    if sys.argv[1] == "choose":
        choose(sys.argv[2], sys.argv[3])
        read_box(sys.argv[4])
        return
    python = server()
    calls = pickle.loads(Path(sys.argv[1]).read_bytes())  # noqa: S301 - our own
    answers = [
        python.CallUDF(module, name, tuple(map(sent, arguments)))
        for module, name, arguments in calls
    ]
    Path(sys.argv[2]).write_bytes(pickle.dumps(answers))


if __name__ == "__main__":
    main()
