"""Workbooks written by hand, whole and hostile; small enough for every test run."""

import io
import zipfile

TRANSITIONAL = "http://schemas.openxmlformats.org"
MAIN = f"{TRANSITIONAL}/spreadsheetml/2006/main"
LINKS = f"{TRANSITIONAL}/officeDocument/2006/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STRICT_LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE_LINKS = f"{TRANSITIONAL}/package/2006/relationships"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CONTENT_TYPES = (
    f'{HEADER}<Types xmlns="{TRANSITIONAL}/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
SHEET = "xl/worksheets/sheet1.xml"
OLE = bytes.fromhex("D0CF11E0A1B11AE1")


def links(base, **targets):
    """Relationships named rId1, rId2, ... of the kinds given."""
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{base}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'{HEADER}<Relationships xmlns="{PACKAGE_LINKS}">{inside}</Relationships>'


def sheet(rows, *, before="", after="", main=MAIN):
    """Sheet XML around the rows."""
    data = f"<sheetData>{rows}</sheetData>"
    return f'{HEADER}<worksheet xmlns="{main}">{before}{data}{after}</worksheet>'


def workbook(*, properties="", tabs=None, names="", main=MAIN, base=LINKS):
    """Workbook XML with one sheet, unless told otherwise."""
    tabs = '<sheet name="Data" sheetId="1" r:id="rId1"/>' if tabs is None else tabs
    return (
        f'{HEADER}<workbook xmlns="{main}" xmlns:r="{base}">'
        f"{properties}<sheets>{tabs}</sheets>{names}</workbook>"
    )


def styles(*number_formats):
    """Styles 0, 1, ... with the built-in number formats given."""
    formats = "".join(f'<xf numFmtId="{number}"/>' for number in number_formats)
    return (
        f'{HEADER}<styleSheet xmlns="{MAIN}"><cellXfs>{formats}</cellXfs></styleSheet>'
    )


def parts(rows="", **changes):
    """The parts of a whole workbook with one sheet; *changes* by short name."""
    base = changes.pop("base", LINKS)
    main = changes.pop("main", MAIN)
    linked = {"worksheet": "worksheets/sheet1.xml"}
    linked |= {k: f"{k}.xml" for k in ("styles", "sharedStrings") if k in changes}
    return {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": links(base, officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": changes.pop("workbook", workbook(main=main, base=base)),
        "xl/_rels/workbook.xml.rels": links(base, **linked),
        SHEET: changes.pop("sheet", sheet(rows, main=main)),
        **{f"xl/{name}.xml": content for name, content in changes.items()},
    }


def zipped(contents):
    """The bytes of a zip file; *contents* is a mapping or a list of pairs."""
    stream = io.BytesIO()
    pairs = contents.items() if isinstance(contents, dict) else contents
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in pairs:
            file.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def book(rows="", **changes):
    """The bytes of a whole workbook."""
    return zipped(parts(rows, **changes))


TABLE = (
    f'{HEADER}<table xmlns="{MAIN}" displayName="T" ref="A1:B3"><tableColumns>'
    '<tableColumn name="a"/><tableColumn name="b"/></tableColumns></table>'
)
METADATA = (
    f'{HEADER}<metadata xmlns="{MAIN}"><metadataTypes><metadataType name="XLDAPR"/>'
    '</metadataTypes><cellMetadata><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>'
)
NAMES = (
    '<definedNames><definedName name="n" localSheetId="0">1</definedName>'
    "</definedNames>"
)
CELLS = (
    '<row r="1" spans="1:2"><c r="A1" t="s"><v>0</v></c>'
    '<c r="B1" s="0"><v>9</v></c></row>'
    '<row r="2"><c r="A2" cm="1"><f t="array" ref="A2:A3">X()</f><v>1</v></c>'
    '<c r="B2"><f t="shared" ref="B2:B3" si="0">A2</f><v>0.5</v></c></row>'
    '<row r="3"><c r="A3" t="b"><v>1</v></c><c r="B3"><f t="shared" si="0"/></c></row>'
)


def full_parts():
    """A workbook with a part of every kind that is read, to be damaged at will."""
    linked = links(
        LINKS,
        worksheet="worksheets/sheet1.xml",
        styles="styles.xml",
        sharedStrings="sharedStrings.xml",
        sheetMetadata="metadata.xml",
    )
    before = '<dimension ref="A1:B3"/><cols><col min="1" max="2" style="0"/></cols>'
    after = '<mergeCells><mergeCell ref="D1:D2"/></mergeCells>'
    return parts(
        sheet=sheet(CELLS, before=before, after=after),
        workbook=workbook(names=NAMES),
        styles=styles(14, 0),
        sharedStrings=f'{HEADER}<sst xmlns="{MAIN}"><si><t>x</t></si></sst>',
    ) | {
        "xl/_rels/workbook.xml.rels": linked,
        "xl/metadata.xml": METADATA,
        "xl/table1.xml": TABLE,
        "xl/worksheets/_rels/sheet1.xml.rels": links(LINKS, table="../table1.xml"),
    }


def damaged_checksum():
    """One byte of a stored part is not what its checksum says."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, content in parts('<row r="1"><c r="A1"><v>7</v></c></row>').items():
            file.writestr(name, content)
    return stream.getvalue().replace(b"<v>7</v>", b"<v>8</v>")


def lying_directory():
    """A bomb whose directory declares 10 bytes."""
    big = sheet('<row r="1"/>' * 200_000)
    data = book(sheet=big)
    return data.replace(len(big).to_bytes(4, "little"), (10).to_bytes(4, "little"))


def two_of_a_kind():
    """The same part twice: readers disagree on which one counts."""
    return [*parts().items(), (SHEET.upper(), sheet('<row r="1"/>'))]


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
FAR_APART = (
    '<row r="1"><c r="A1"><v>1</v></c></row>'
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
)
WHOLE_MERGE = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
CSV = "date;score\n2026-01-01;9\n2026-01-02;è 10\n"
RUINS = {
    "empty": (b"", "Truncated"),
    "cut short": (book()[:-40], "Truncated"),
    "checksum": (damaged_checksum(), "Truncated"),
    "lying directory": (lying_directory(), "Truncated"),
    "csv": (CSV.encode(), "RenamedText"),
    "csv cp1252": (CSV.encode("cp1252"), "RenamedText"),
    "csv utf-16": (CSV.encode("utf-16"), "RenamedText"),
    "csv of PK": (b"PK;score\n1;9\n", "RenamedText"),
    "html": (b"<html><table></table></html>", "RenamedText"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "NotAWorkbook"),
    "zip of photos": (zipped({"photo.jpg": b"\xff\xd8"}), "NotAWorkbook"),
    "document": (
        book(workbook=f'<w:document xmlns:w="{TRANSITIONAL}/word"/>'),
        "NotAWorkbook",
    ),
    "xls": (OLE + bytes(500) + "Workbook".encode("utf-16-le"), "OldXls"),
    "password": (
        OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(80),
        "Encrypted",
    ),
    "xlsb": (zipped({"xl/workbook.bin": b"\x83\x01"}), "BinaryXlsb"),
    "no sheets": (book(workbook=workbook(tabs="")), "NoSheets"),
    "lost sheet": (
        book(workbook=workbook(tabs='<sheet name="A" r:id="rId9"/>')),
        "MalformedXml",
    ),
    "broken xml": (
        book(sheet=f'<worksheet xmlns="{MAIN}"><sheetData>'),
        "MalformedXml",
    ),
    "not xml": (book(styles="{}"), "MalformedXml"),
    "bad row": (book('<row r="one"><c><v>1</v></c></row>'), "MalformedXml"),
    "doctype in sheet": (
        book(sheet=f'{DOCTYPE}<worksheet xmlns="{MAIN}"/>'),
        "HasDoctype",
    ),
    "doctype in utf-16": (
        book(
            styles=f'<?xml version="1.0" encoding="UTF-16"?>{DOCTYPE}<x/>'.encode(
                "utf-16"
            )
        ),
        "HasDoctype",
    ),
    "doctype elsewhere": (book(custom=f"{DOCTYPE}<x>&b;</x>"), "HasDoctype"),
    "far apart": (book(FAR_APART), "ExtentTooLarge"),
    "far apart, unnamed": (
        book('<row r="1048576"><c r="XFC1048576"/><c><v>1</v></c></row>'),
        "ExtentTooLarge",
    ),
    "one merge": (book(sheet=sheet("", after=WHOLE_MERGE)), "MergeTooLarge"),
    "bad merge": (book(sheet=sheet("", after='<mergeCell ref="A:"/>')), "BadCell"),
    "two columns merged": (
        book(sheet=sheet("", after='<mergeCell ref="A:B"/>')),
        "MergeTooLarge",
    ),
    "off the sheet": (book('<row r="1"><c r="XFE1"><v>1</v></c></row>'), "BadCell"),
    "below the sheet": (
        book('<row r="1"><c r="A1048577"><v>1</v></c></row>'),
        "BadCell",
    ),
    "no address": (book('<row r="1"><c r="1A"><v>1</v></c></row>'), "BadCell"),
    "bomb": (book('<row r="1"/>' * 200_000), "ZipBomb"),
    "climbing part": (zipped(parts() | {"xl/../../evil.xml": "<x/>"}), "BadPartName"),
    "rooted part": (zipped(parts() | {"/etc/evil.xml": "<x/>"}), "BadPartName"),
    "part twice": (zipped(two_of_a_kind()), "BadPartName"),
}
