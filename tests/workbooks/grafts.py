"""What users and Excel put into a workbook, grafted onto one of ours part by part."""

import re
from zipfile import ZIP_DEFLATED, ZipFile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
THREADED = "http://schemas.microsoft.com/office/2017/10/relationships"
SLICERS = "http://schemas.microsoft.com/office/2007/relationships"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
MICROSOFT = "application/vnd.ms-excel"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# By part: its content type (none for what a default covers) and its content.
PARTS = {
    "xl/comments7.xml": (
        f"{SHEET}.comments+xml",
        (
            f'<comments xmlns="{MAIN}"><authors><author>Ada</author></authors>'
            '<commentList><comment ref="D8" authorId="0"><text><t>Why a 3?</t></text>'
            "</comment></commentList></comments>"
        ),
    ),
    "xl/threadedComments/threadedComment1.xml": (
        f"{MICROSOFT}.threadedcomments+xml",
        (
            '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/'
            '2018/threadedcomments"><threadedComment ref="D8" personId="{0}" id="{1}">'
            "<text>Asked her.</text></threadedComment></ThreadedComments>"
        ),
    ),
    "xl/persons/person.xml": (
        f"{MICROSOFT}.person+xml",
        (
            '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
            'threadedcomments"/>'
        ),
    ),
    "xl/pivotCache/pivotCacheDefinition1.xml": (
        f"{SHEET}.pivotCacheDefinition+xml",
        (
            f'<pivotCacheDefinition xmlns="{MAIN}" refreshOnLoad="1" recordCount="0">'
            '<cacheSource type="worksheet"><worksheetSource name="tblResponses"/>'
            '</cacheSource><cacheFields count="1"><cacheField name="NPS" numFmtId="0"/>'
            "</cacheFields></pivotCacheDefinition>"
        ),
    ),
    "xl/pivotTables/pivotTable1.xml": (
        f"{SHEET}.pivotTable+xml",
        (
            f'<pivotTableDefinition xmlns="{MAIN}" name="PivotTable1" cacheId="1" '
            'dataCaption="Values"><location ref="T40:U41" firstHeaderRow="1" '
            'firstDataRow="1" firstDataCol="0"/></pivotTableDefinition>'
        ),
    ),
    "xl/slicerCaches/slicerCache1.xml": (
        f"{MICROSOFT}.slicerCache+xml",
        (
            '<slicerCacheDefinition xmlns="http://schemas.microsoft.com/office/'
            'spreadsheetml/2009/9/main" name="Slicer_Segment" sourceName="Segment"/>'
        ),
    ),
    "xl/slicers/slicer1.xml": (
        f"{MICROSOFT}.slicer+xml",
        (
            '<slicers xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
            '><slicer name="Segment" cache="Slicer_Segment" rowHeight="1"/></slicers>'
        ),
    ),
    "xl/printerSettings/printerSettings1.bin": (
        f"{SHEET}.printerSettings",
        "\x01 tray two",
    ),
    "customXml/item1.xml": (None, "<label xmlns='urn:x'>internal</label>"),
    "xl/nobody/knows.bin": ("application/octet-stream", "\x00\x01 unknown"),
}
# From which part leads which kind of link to it.
LINKS = [
    (
        "workbook",
        f"{OFFICE}/pivotCacheDefinition",
        "pivotCache/pivotCacheDefinition1.xml",
    ),
    ("workbook", f"{SLICERS}/slicerCache", "slicerCaches/slicerCache1.xml"),
    ("workbook", f"{THREADED}/person", "persons/person.xml"),
    ("workbook", f"{OFFICE}/customXml", "../customXml/item1.xml"),
    ("workbook", "urn:nobody/knows", "nobody/knows.bin"),
    ("sheet", f"{OFFICE}/comments", "../comments7.xml"),
    (
        "sheet",
        f"{THREADED}/threadedComment",
        "../threadedComments/threadedComment1.xml",
    ),
    ("sheet", f"{OFFICE}/pivotTable", "../pivotTables/pivotTable1.xml"),
    ("sheet", f"{SLICERS}/slicer", "../slicers/slicer1.xml"),
    ("sheet", f"{OFFICE}/printerSettings", "../printerSettings/printerSettings1.bin"),
]


def grafted(source, target, sheet):
    """Write a copy of *source* that holds all PARTS; they hang on the part *sheet*."""
    folder, _, name = sheet.rpartition("/")
    rels = {
        "workbook": "xl/_rels/workbook.xml.rels",
        "sheet": f"{folder}/_rels/{name}.rels",
    }
    with ZipFile(source) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            if part == "[Content_Types].xml":
                content = content.replace(b"</Types>", f"{_types()}</Types>".encode())
            for place, path in rels.items():
                if part == path:
                    links = f"{_links(place)}</Relationships>".encode()
                    content = content.replace(b"</Relationships>", links)
            new.writestr(part, content)
        for part, (_, content) in PARTS.items():
            text = f"{HEAD}{content}" if part.endswith("xml") else content
            new.writestr(part, text)


def _types():
    return "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>'
        for part, (kind, _) in PARTS.items()
        if kind
    )


def _links(place):
    return "".join(
        f'<Relationship Id="graft{number}" Type="{kind}" Target="{target}"/>'
        for number, (where, kind, target) in enumerate(LINKS)
        if where == place
    )


def elements(xml, *tags):
    """Return the elements of a sheet with these names, as they are written."""
    pattern = "|".join(rf"<{tag}[\s>].*?</{tag}>" for tag in tags)
    return re.findall(pattern, xml.decode(), re.DOTALL)
