"""
The two manifests: XML, which most Excel versions read, and the unified JSON.

Neither has a namespace, so a cell says `=CX_NPS(...)` as in every other host. The
identifiers follow from the address: another folder is another add-in.
"""

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from cx_xl.errors import Language
from cx_xl.hosts.icons import SIZES
from cx_xl.hosts.registry import ABOUT
from cx_xl.spec import Help

SCHEMA = "1.29"  # of the unified manifest; custom functions are in it since 1.24
LOCALES: dict[Language, str] = {"en": "en-US", "it": "it-IT"}
NAME = Help(en="CX functions", it="Funzioni CX")
BUTTON = Help(en="Functions", it="Funzioni")
TIP = Help(
    en="Search the functions, read their help, see why a cell shows an error.",
    it="Cerca le funzioni, leggi la guida, scopri perché una cella dà errore.",
)
RUNTIMES = ("SharedRuntime", "1.1"), ("CustomFunctionsRuntime", "1.3")
RIBBON = (16, 32, 80)
OFFICE = "http://schemas.microsoft.com/office/"
SPACES = {
    "xmlns": f"{OFFICE}appforoffice/1.1",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns:bt": f"{OFFICE}officeappbasictypes/1.0",
    "xmlns:ov": f"{OFFICE}taskpaneappversionoverrides",
    "xsi:type": "TaskPaneApp",
}


def identifier(url: str, kind: str) -> str:
    """Return the identifier of the add-in at *url*, the same at every build."""
    return str(uuid5(NAMESPACE_URL, f"{url}/{kind}"))


def xml(url: str, version: str) -> str:
    """
    Return `manifest.xml`; the order of its elements is that of the schema.

    References:
        learn.microsoft.com/office/dev/add-ins/develop/manifest-element-ordering
    """
    root = Element("OfficeApp", SPACES)
    _texts(root, Id=identifier(url, "xml"), Version=f"{version}.0")
    _texts(root, ProviderName="cx_xl", DefaultLocale=LOCALES["en"])
    _said(root, "DisplayName", NAME, "Override")
    _said(root, "Description", ABOUT, "Override")
    icons = {"IconUrl": 32, "HighResolutionIconUrl": 64}
    for name, size in icons.items():
        SubElement(root, name, {"DefaultValue": _icon(url, size)})
    SubElement(root, "SupportUrl", {"DefaultValue": f"{url}/readme.en.html"})
    SubElement(SubElement(root, "Hosts"), "Host", {"Name": "Workbook"})
    sets = SubElement(SubElement(root, "Requirements"), "Sets")
    for name, least in RUNTIMES:
        SubElement(sets, "Set", {"Name": name, "MinVersion": least})
    settings = SubElement(root, "DefaultSettings")
    SubElement(settings, "SourceLocation", {"DefaultValue": f"{url}/pane.html"})
    _texts(root, Permissions="ReadWriteDocument")
    _overrides(root, url)
    indent(root)
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return head + tostring(root, encoding="unicode") + "\n"


def _overrides(root: Element, url: str) -> None:
    """Add the shared runtime, the functions and the button."""
    space = {"xmlns": SPACES["xmlns:ov"], "xsi:type": "VersionOverridesV1_0"}
    overrides = SubElement(root, "VersionOverrides", space)
    host = SubElement(SubElement(overrides, "Hosts"), "Host", {"xsi:type": "Workbook"})
    long_lived = {"resid": "Pane.Url", "lifetime": "long"}
    SubElement(SubElement(host, "Runtimes"), "Runtime", long_lived)
    points = SubElement(host, "AllFormFactors")
    functions = SubElement(points, "ExtensionPoint", {"xsi:type": "CustomFunctions"})
    places = {"Script": "Script.Url", "Page": "Pane.Url", "Metadata": "Metadata.Url"}
    for name, place in places.items():
        SubElement(SubElement(functions, name), "SourceLocation", {"resid": place})
    _button(SubElement(host, "DesktopFormFactor"))
    _resources(SubElement(overrides, "Resources"), url)


def _button(desktop: Element) -> None:
    point = SubElement(desktop, "ExtensionPoint", {"xsi:type": "PrimaryCommandSurface"})
    tab = SubElement(point, "OfficeTab", {"id": "TabFormulas"})
    group = SubElement(tab, "Group", {"id": "Cx.Group"})
    SubElement(group, "Label", {"resid": "Name"})
    _images(group)
    button = SubElement(group, "Control", {"xsi:type": "Button", "id": "Cx.Button"})
    SubElement(button, "Label", {"resid": "Button"})
    tip = SubElement(button, "Supertip")
    SubElement(tip, "Title", {"resid": "Button"})
    SubElement(tip, "Description", {"resid": "Tip"})
    _images(button)
    action = SubElement(button, "Action", {"xsi:type": "ShowTaskpane"})
    _texts(action, TaskpaneId="Cx.Pane")
    SubElement(action, "SourceLocation", {"resid": "Pane.Url"})


def _images(parent: Element) -> None:
    icon = SubElement(parent, "Icon")
    for size in RIBBON:
        SubElement(icon, "bt:Image", {"size": str(size), "resid": f"Icon.{size}"})


def _resources(parent: Element, url: str) -> None:
    images = SubElement(parent, "bt:Images")
    for size in RIBBON:
        place = {"id": f"Icon.{size}", "DefaultValue": _icon(url, size)}
        SubElement(images, "bt:Image", place)
    urls = SubElement(parent, "bt:Urls")
    for name, file in {"Pane": "pane.html", "Script": "functions.js"}.items():
        place = {"id": f"{name}.Url", "DefaultValue": f"{url}/{file}"}
        SubElement(urls, "bt:Url", place)
    metadata = Help(en=f"{url}/functions.en.json", it=f"{url}/functions.it.json")
    _said(urls, "bt:Url", metadata, "bt:Override", id="Metadata.Url")
    strings = SubElement(parent, "bt:ShortStrings")
    for name, text in {"Name": NAME, "Button": BUTTON}.items():
        _said(strings, "bt:String", text, "bt:Override", id=name)
    _said(
        SubElement(parent, "bt:LongStrings"), "bt:String", TIP, "bt:Override", id="Tip"
    )


def unified(url: str, version: str) -> dict[str, str]:
    """
    Return the parts of the unified manifest, by file name.

    References:
        learn.microsoft.com/office/dev/add-ins/excel/
        convert-custom-functions-to-unified-manifest
    """
    return {"manifest.json": _json(_app(url, version)), "it.json": _json(_italian(url))}


def _app(url: str, version: str) -> dict[str, Any]:
    base = "https://developer.microsoft.com/json-schemas/teams"
    origin = url.split("/")[2]
    return {
        "$schema": f"{base}/v{SCHEMA}/MicrosoftTeams.schema.json",
        "manifestVersion": SCHEMA,
        "version": version,
        "id": identifier(url, "json"),
        "name": {"short": NAME.en, "full": NAME.en},
        "description": {"short": ABOUT.en, "full": f"{ABOUT.en} {TIP.en}"},
        "developer": {
            "name": "cx_xl",
            "websiteUrl": f"{url}/readme.en.html",
            "privacyUrl": f"{url}/readme.en.html",
            "termsOfUseUrl": f"{url}/licenses.txt",
        },
        "icons": {"color": "icon-192.png", "outline": "outline-32.png"},
        "accentColor": "#0F5A78",
        "localizationInfo": {
            "defaultLanguageTag": "en-us",
            "additionalLanguages": [{"languageTag": "it", "file": "it.json"}],
        },
        "validDomains": [origin],
        "authorization": {
            "permissions": {
                "resourceSpecific": [
                    {"name": "Document.ReadWrite.User", "type": "Delegated"}
                ]
            }
        },
        "extensions": [_extension(url)],
    }


def _extension(url: str) -> dict[str, Any]:
    needs = [{"name": name, "minVersion": least} for name, least in RUNTIMES]
    runtime = {
        "id": "CxRuntime",
        "type": "general",
        "code": {"page": f"{url}/pane.html", "script": f"{url}/functions.js"},
        "lifetime": "long",
        "actions": [{"id": "CxPane", "type": "openPage", "view": "CxPane"}],
        "customFunctions": {
            "metadataUrl": f"{url}/functions.en.json",
            "allowCustomDataForDataTypeAny": True,
        },
    }
    return {
        "requirements": {"scopes": ["workbook"], "capabilities": needs},
        "runtimes": [runtime],
        "ribbons": [{"contexts": ["default"], "tabs": [_tab(url)]}],
    }


def _tab(url: str) -> dict[str, Any]:
    icons = [{"size": size, "url": _icon(url, size)} for size in RIBBON]
    button = {
        "id": "CxButton",
        "type": "button",
        "label": BUTTON.en,
        "icons": icons,
        "supertip": {"title": BUTTON.en, "description": TIP.en},
        "actionId": "CxPane",
    }
    group = {"id": "CxGroup", "label": NAME.en, "icons": icons, "controls": [button]}
    return {"builtInTabId": "TabFormulas", "groups": [group]}


def _italian(url: str) -> dict[str, str]:
    base = "https://developer.microsoft.com/json-schemas/teams"
    group = "extensions[0].ribbons[0].tabs[0].groups[0]"
    functions = "extensions[0].runtimes[0].customFunctions"
    return {
        "$schema": f"{base}/v{SCHEMA}/MicrosoftTeams.Localization.schema.json",
        "name.short": NAME.it,
        "name.full": NAME.it,
        "description.short": ABOUT.it,
        "description.full": f"{ABOUT.it} {TIP.it}",
        f"{group}.label": NAME.it,
        f"{group}.controls[0].label": BUTTON.it,
        f"{group}.controls[0].supertip.title": BUTTON.it,
        f"{group}.controls[0].supertip.description": TIP.it,
        f"{functions}.metadataUrl": f"{url}/functions.it.json",
    }


def _icon(url: str, size: int) -> str:
    assert size in SIZES
    return f"{url}/icon-{size}.png"


def _texts(parent: Element, **texts: str) -> None:
    for name, text in texts.items():
        SubElement(parent, name).text = text


def _said(parent: Element, name: str, text: Help, other: str, **more: str) -> None:
    """Say *text* in English, and in Italian where Excel is Italian."""
    said = SubElement(parent, name, more | {"DefaultValue": text.en})
    SubElement(said, other, {"Locale": LOCALES["it"], "Value": text.it})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
