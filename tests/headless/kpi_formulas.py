"""Some 300 formulas of the kinds that KPI workbooks use, over one table of answers."""

import random
from itertools import product

ROWS = 40
HEADERS = ("Date", "NPS", "Channel", "Amount", "Comment")
LAST = ROWS + 1
NPS, CHANNEL = f"Data!$B$2:$B${LAST}", f"Data!$C$2:$C${LAST}"
DATE, AMOUNT = f"Data!$A$2:$A${LAST}", f"Data!$D$2:$D${LAST}"
COMMENT = f"Data!$E$2:$E${LAST}"


def answers():
    """
    Return the cells of sheet Data: every fifth score blank, texts among the amounts.
    """
    draw = random.Random(9)
    cells = dict(zip(("A1", "B1", "C1", "D1", "E1"), HEADERS, strict=True))
    for row in range(2, LAST + 1):
        cells[f"A{row}"] = 46023 + 7 * row  # from 2026-01-15 on, a week apart
        if row % 5:
            cells[f"B{row}"] = draw.randint(0, 10)
        cells[f"C{row}"] = draw.choice(("Web", "Shop", "Phone"))
        cells[f"D{row}"] = "n/a" if row % 11 == 0 else round(draw.uniform(5, 900), 2)
        cells[f"E{row}"] = draw.choice(("very good", "Slow delivery", "ok", "N/A"))
    return cells


def _conditions():
    """Counts, sums and means under one and two criteria."""
    criteria = ('">=9"', '"<=6"', '"<>"', "10", '""', '">"&5')
    for criterion in criteria:
        yield f"COUNTIF({NPS},{criterion})"
        yield f"SUMIF({NPS},{criterion},{AMOUNT})"
        yield f"IFERROR(AVERAGEIF({NPS},{criterion},{AMOUNT}),0)"
    for channel, criterion in product(
        ('"Web"', '"sh*"', '"?hone"', '"<>Web"'), criteria
    ):
        yield f"COUNTIFS({CHANNEL},{channel},{NPS},{criterion})"
        yield f"SUMIFS({AMOUNT},{CHANNEL},{channel},{NPS},{criterion})"
        yield f"IFERROR(AVERAGEIFS({AMOUNT},{CHANNEL},{channel},{NPS},{criterion}),-1)"
    for month in range(1, 7):
        start, end = f"DATE(2026,{month},1)", f"EDATE(DATE(2026,{month},1),1)"
        within = f'{DATE},">="&{start},{DATE},"<"&{end}'
        yield f"COUNTIFS({within})"
        yield f"SUMIFS({AMOUNT},{within})"
        yield f'COUNTIFS({within},{NPS},">=9")-COUNTIFS({within},{NPS},"<=6")'
        yield f"SUMPRODUCT((MONTH({DATE})={month})*ISNUMBER({NPS}))"
        yield f'SUMPRODUCT((MONTH({DATE})={month})*({CHANNEL}="Web"))'
        yield f"_xlfn.MAXIFS({DATE},{within})"


def _scores():
    """NPS, CSAT and their like without any function of ours; statistics."""
    count = f"COUNT({NPS})"
    yield f'100*(COUNTIF({NPS},">=9")-COUNTIF({NPS},"<=6"))/{count}'
    yield f'ROUND(COUNTIF({NPS},">=8")/{count},4)'
    yield f"1.96*STDEV({NPS})/SQRT({count})"
    yield f"CONFIDENCE.NORM(0.05,STDEV.S({NPS}),{count})".replace("CONF", "_xlfn.CONF")
    yield f"NORMSINV(0.975)*SQRT(0.2*0.8/{count})"
    for name in ("AVERAGE", "MEDIAN", "MODE", "STDEV", "STDEVP", "VAR", "VARP", "SUM"):
        yield f"{name}({NPS})"
    for name in ("MIN", "MAX", "COUNT", "COUNTA", "COUNTBLANK", "SUMSQ", "AVEDEV"):
        yield f"{name}({NPS})"
    for name, nth in product(("LARGE", "SMALL"), (1, 2, 10)):
        yield f"{name}({NPS},{nth})"
    for name, share in product(("PERCENTILE", "_xlfn.PERCENTILE.EXC"), (0.1, 0.5, 0.9)):
        yield f"{name}({NPS},{share})"
    for quart in range(5):
        yield f"QUARTILE({NPS},{quart})"
    for value in (0, 5, 10):
        yield f"IFERROR(RANK({value},{NPS}),0)"
        yield f"IFERROR(PERCENTRANK({NPS},{value}),-1)"
    yield f"CORREL({DATE},{DATE})"
    yield f"SUBTOTAL(9,{AMOUNT})"
    yield f"SUBTOTAL(101,{NPS})"
    yield f"AGGREGATE(1,6,{AMOUNT})"
    yield f"AGGREGATE(14,6,{AMOUNT},3)"


def _lookups():
    """Lookups of every age, exact and approximate."""
    bands = "Bands!$A$1:$B$4"
    for score in (0, 6, 6.5, 7, 9, 10, 11):
        yield f"VLOOKUP({score},{bands},2)"
        yield f"VLOOKUP({score},{bands},2,TRUE)"
        yield f"LOOKUP({score},Bands!$A$1:$A$4,Bands!$B$1:$B$4)"
        yield f"INDEX(Bands!$B$1:$B$4,MATCH({score},Bands!$A$1:$A$4,1))"
        yield f'IFERROR(VLOOKUP({score},{bands},2,FALSE),"none")'
        yield f'_xlfn.XLOOKUP({score},Bands!$A$1:$A$4,Bands!$B$1:$B$4,"none",-1)'
        yield f"IFERROR(_xlfn.XMATCH({score},Bands!$A$1:$A$4,1),0)"
    for word in ('"Web"', '"shop"', '"P*"', '"Fax"'):
        yield f"IFERROR(MATCH({word},{CHANNEL},0),0)"
        yield f"IFERROR(INDEX({NPS},MATCH({word},{CHANNEL},0)),-1)"
    yield 'INDEX(Data!$A:$E,5,MATCH("NPS",Data!$1:$1,0))'
    yield f"MATCH(9.9E+307,{NPS})"
    yield f'LOOKUP(2,1/({NPS}<>""),{NPS})'
    yield f"INDEX({AMOUNT},MATCH(MAX({DATE}),{DATE},0))"
    yield "CHOOSE(2,10,20,30)"
    yield "SUM(OFFSET(Data!$B$2,0,0,10,1))"
    yield f"SUM(INDEX({NPS},1):INDEX({NPS},10))"
    yield 'SUM(INDIRECT("Data!B2:B11"))'


def _dates():
    """Days, months, quarters, working days."""
    for day in ("DATE(2026,1,31)", "DATE(2024,2,29)", "DATE(2025,12,31)"):
        for name in ("YEAR", "MONTH", "DAY", "WEEKDAY", "WEEKNUM", "_xlfn.ISOWEEKNUM"):
            yield f"{name}({day})"
        yield f"EDATE({day},1)"
        yield f"EOMONTH({day},0)"
        yield f"EOMONTH({day},-1)+1"
        yield f"ROUNDUP(MONTH({day})/3,0)"
        yield f"WORKDAY({day},10)"
        yield f"NETWORKDAYS({day},EDATE({day},3))"
        yield f'DATEDIF({day},DATE(2026,12,31),"m")'
        yield f"YEARFRAC({day},DATE(2026,6,30),1)"
        yield f'TEXT({day},"yyyy-mm")'
        yield f'TEXT({day},"mmm yyyy")'
        yield f'TEXT({day},"dddd")'
    yield "TIME(9,30,0)*24"
    yield "DAYS360(DATE(2026,1,1),DATE(2026,7,1))"


def _texts():
    """Labels, codes, formats."""
    for word in ("very good", "Slow delivery", "N/A"):
        quoted = f'"{word}"'
        yield f"LEN({quoted})"
        yield f"UPPER({quoted})"
        yield f"PROPER({quoted})"
        yield f"LEFT({quoted},3)&RIGHT({quoted},2)"
        yield f'IFERROR(SEARCH("O",{quoted}),0)'
        yield f'IFERROR(FIND("O",{quoted}),0)'
        yield f'SUBSTITUTE({quoted}," ","-")'
        yield f"COUNTIF({COMMENT},{quoted})"
        yield f"SUMPRODUCT(--EXACT({COMMENT},{quoted}))"
    for number, form in product(
        (0.256, -1234.5, 0), ("0%", "0.0", "#,##0", "+0.0;-0.0;0")
    ):
        yield f'TEXT({number},"{form}")'
    yield f'COUNTIF({COMMENT},"*deliver*")'
    yield f'SUMPRODUCT(--ISNUMBER(SEARCH("good",{COMMENT})))'
    yield '_xlfn.TEXTJOIN(", ",TRUE,Bands!$B$1:$B$4)'
    yield "_xlfn.CONCAT(Bands!$B$1:$B$4)"
    yield 'TRIM("  a  b ")&"|"'
    yield 'VALUE("12.5")+1'
    yield 'REPT("*",5)'
    yield "FIXED(1234.567,1)"
    yield 'MID("ABC-123",FIND("-","ABC-123")+1,9)'


def _logic():
    """Lights, guards and rounding."""
    for value in (-5, 0, 42.5, 70):
        yield f'IF({value}>=50,"green",IF({value}>=0,"amber","red"))'
        yield f'_xlfn.IFS({value}>=50,"green",{value}>=0,"amber",TRUE,"red")'
        yield f"AND({value}>0,{value}<50)"
        yield f"OR({value}<0,{value}>50)"
        yield f"ROUND({value}/7,1)"
        yield f"ROUNDDOWN({value}/7,0)"
        yield f"MROUND(ABS({value}),5)"
        yield f"INT({value}/3)"
        yield f"MOD({value},7)"
        yield f"SIGN({value})"
        yield f"MEDIAN(0,{value},50)"
    yield 'IFERROR(1/0,"-")'
    yield "_xlfn.IFNA(NA(),0)"
    yield "ISERROR(1/0)"
    yield '_xlfn.SWITCH(2,1,"a",2,"b","c")'
    yield "CEILING(7.1,0.5)+FLOOR(7.4,0.5)"
    yield "0.1+0.2=0.3"
    yield "1/0"
    yield '"a"+1'
    yield "PMT(0.05/12,36,-1000)"
    yield "NPV(0.1,100,200,300)"
    yield "(1+0.02)^12-1"
    yield "RATE(12,-10,100)"


def _arrays():
    """Formulas of the age of dynamic arrays; all give one cell."""
    promoters = f"_xlfn._xlws.FILTER({NPS},{NPS}>=9)"
    yield f"COUNT({promoters})"
    yield f"SUM({promoters})"
    yield f"_xlfn.LET(_xlpm.a,{NPS},SUM(_xlpm.a)/COUNT(_xlpm.a))"
    yield f"COUNTA(_xlfn.UNIQUE({CHANNEL}))"
    yield f"INDEX(_xlfn._xlws.SORT(_xlfn.UNIQUE({CHANNEL})),1)"
    yield f"SUM(_xlfn.TAKE({AMOUNT},5))"
    yield f"ROWS(_xlfn.VSTACK({NPS},{NPS}))"
    yield "SUM(_xlfn.SEQUENCE(10))"
    yield f'SUM(_xlfn._xlws.FILTER({AMOUNT},({CHANNEL}="Web")*ISNUMBER({AMOUNT}),0))'
    yield f"_xlfn.REDUCE(0,{NPS},_xlfn.LAMBDA(_xlpm.a,_xlpm.b,_xlpm.a+_xlpm.b))"
    yield f"SUM(_xlfn.MAP({NPS},_xlfn.LAMBDA(_xlpm.x,(_xlpm.x>=9)*1)))"


def formulas():
    """Return every formula once."""
    kinds = (_conditions, _scores, _lookups, _dates, _texts, _logic, _arrays)
    return list(dict.fromkeys(text for kind in kinds for text in kind()))
