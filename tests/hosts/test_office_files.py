"""The folder of the Office add-in: its manifests, its list of functions, its build."""

import hashlib
import io
import json
import re
import shutil
import subprocess
import tarfile
import zipfile
from urllib.parse import urlparse
from xml.etree import ElementTree as ET

import pytest

from cx_xl import CATALOG
from cx_xl.errors import LANGUAGES
from cx_xl.hosts.icons import SIZES
from cx_xl.hosts.office import runtime
from cx_xl.hosts.office.functions_json import PAIRS
from cx_xl.hosts.office.page_files import OFFICE_JS, policy
from cx_xl.hosts.office.page_texts import TEXTS
from cx_xl.hosts.office.runtime import LibraryRefused, PyodideMissing, PyodideRefused
from cx_xl.hosts.office.web_folder import OfficeJsRefused, Site, UrlRefused, contents
from cx_xl.hosts.spelling import logical_name, stored_call
from tests.commands.typed import cx_xl
from tests.hosts.browser import HERE, HOW, MODULES, PYODIDE

URL = "https://intranet.example/tools/cx"
APP = "{http://schemas.microsoft.com/office/appforoffice/1.1}"
OVER = "{http://schemas.microsoft.com/office/taskpaneappversionoverrides}"
BASE = "{http://schemas.microsoft.com/office/officeappbasictypes/1.0}"


@pytest.fixture(scope="module", name="files")
def fixture_files():
    assert PYODIDE.is_dir(), HOW
    return contents(Site(URL, PYODIDE))[0]


class TestXml:
    @pytest.fixture(name="root")
    def fixture_root(self, files):
        return ET.fromstring(files["manifest.xml"])  # noqa: S314 - our own

    def test_order_of_the_elements(self, root):
        """
        The schema is a sequence (Microsoft's reference, "Find the proper order of
        manifest elements"): a wrong order is refused at the upload.
        """
        order = (
            "Id Version ProviderName DefaultLocale DisplayName Description IconUrl "
            "HighResolutionIconUrl SupportUrl Hosts Requirements DefaultSettings "
            "Permissions"
        )
        names = [element.tag.removeprefix(APP) for element in root]

        assert [*order.split(), f"{OVER}VersionOverrides"] == names

    def test_every_resource_is_declared_and_used(self, root):
        """At most 32 characters each, as the schema says."""
        declared = {e.get("id") for e in root.iter() if e.tag.startswith(BASE)} - {None}
        used = {e.get("resid") for e in root.iter()} - {None}

        assert declared == used
        assert all(len(name) <= 32 for name in declared)

    def test_limits_of_texts(self, root):
        """ShortStrings 125 characters, LongStrings 250, the description 250."""
        said = list(root.iter(f"{BASE}String"))

        assert said
        for string in said:
            texts = [string.get("DefaultValue"), *(o.get("Value") for o in string)]
            assert all(0 < len(text) <= 125 for text in texts)

    def test_every_address_is_a_file(self, root, files):
        urls = {
            value
            for e in root.iter()
            for key, value in e.attrib.items()
            if key in {"DefaultValue", "Value"} and value.startswith("https:")
        }

        assert urls
        assert {url.removeprefix(f"{URL}/") for url in urls} <= files.keys()

    def test_no_namespace(self, root):
        """So that the cell says =CX_NPS( as everywhere else."""
        assert not list(root.iter(f"{OVER}Namespace"))


class TestUnified:
    @pytest.fixture(name="folder")
    def fixture_folder(self, files, tmp_path):
        package = zipfile.ZipFile(io.BytesIO(files["manifest.zip"]))
        for name in package.namelist():
            (tmp_path / name).write_bytes(package.read(name))
        return tmp_path

    def test_validates(self, folder):
        """
        Against Microsoft's schema of its version, with Microsoft's validator, offline.
        """
        node = shutil.which("node")
        assert node, HOW
        script = HERE / "validate_manifest.cjs"
        command = [node, script, MODULES, folder / "manifest.json"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603

        assert [] == json.loads(done.stdout)

    def test_italian_paths_exist(self, folder):
        """A path that names nothing would be refused."""
        manifest = json.loads((folder / "manifest.json").read_text())
        italian = json.loads((folder / "it.json").read_text())
        for path, text in italian.items():
            place = manifest
            for key in re.findall(r"[^.\[\]]+", path):
                place = place[int(key) if key.isdigit() else key]
            assert path == "$schema" or place != text

    def test_every_address_is_a_file(self, folder, files):
        urls = set(
            re.findall(rf'{URL}/([^"]+)', (folder / "manifest.json").read_text())
        )

        assert urls <= files.keys()

    def test_its_icons_lie_beside_it(self, folder):
        for name, size in {"icon-192.png": 192, "outline-32.png": 32}.items():
            head = (folder / name).read_bytes()[16:24]
            assert size.to_bytes(4, "big") * 2 == head


@pytest.mark.parametrize("language", LANGUAGES)
class TestFunctions:
    def test_all_with_their_help(self, files, language):
        told = json.loads(files[f"functions.{language}.json"])

        assert list(CATALOG) == [function["id"] for function in told["functions"]]
        for function, spec in zip(told["functions"], CATALOG.values(), strict=True):
            assert spec.help.say(language) == function["description"]
            assert re.fullmatch(r"[A-Z][A-Z0-9_]{2,63}", function["name"])

    def test_rules_of_the_reference(self, files, language):
        """
        Required parameters first; addresses need a matrix as result; at most 128
        parameters; no name twice.
        """
        for function in json.loads(files[f"functions.{language}.json"])["functions"]:
            parameters = function["parameters"]
            optional = [parameter["optional"] for parameter in parameters]
            names = [parameter["name"] for parameter in parameters]
            assert sorted(optional) == optional
            assert len(set(names)) == len(names) <= 128
            assert "matrix" == function["result"]["dimensionality"]
            assert all(len(p["description"]) <= 128 for p in parameters)

    def test_criteria_are_pairs(self, files, language):
        told = json.loads(files[f"functions.{language}.json"])["functions"]
        (ifs,) = [function for function in told if function["id"] == "CX_NPS_IFS"]
        names = [parameter["name"] for parameter in ifs["parameters"]]

        assert ["scores", "range_1", "criterion_1"] == names[:3]
        assert f"criterion_{PAIRS}" == names[-1]


def distribution(folder, *libraries):
    """Write something like Pyodide, older than 314, with the files of *libraries*."""
    depends = {
        "numpy.whl": [],
        "openblas.zip": [],
        "scipy.whl": ["numpy", "openblas"],
        "pandas.whl": ["numpy", "pytz"],
        "pytz.whl": [],
    }
    packages = {
        name.split(".")[0]: {
            "file_name": name,
            "depends": needed,
            "sha256": hashlib.sha256(name.encode()).hexdigest(),
        }
        for name, needed in depends.items()
    }
    for name in (*runtime.FILES, "pyodide.asm.js"):
        (folder / name).write_text(json.dumps({"packages": packages}))
    for name in libraries:
        (folder / name).write_text(name)


class TestBuild:
    def test_every_file_is_there(self, files):
        """
        Manifests, functions and help in two languages, scripts, pane, icons, checksums,
        the pages for IT and the settings of its server.
        """
        listed = {
            f"{name}.{language}"
            for name in ("functions", "help")
            for language in LANGUAGES
        }
        icons = {f"icon-{size}.png" for size in SIZES}
        expected = {
            *(f"{name}.json" for name in listed),
            *icons,
            *(f"readme.{language}.html" for language in LANGUAGES),
            *("manifest.xml", "manifest.zip", "SHA256SUMS", "licenses.txt"),
            *("functions.js", "worker.js", "core.zip"),
            *("pane.html", "pane.js", "pane.css", "web.config", ".htaccess"),
        }
        own = {name for name in files if not name.startswith("pyodide/")}

        assert expected == own
        assert {f"pyodide/{name}" for name in (*runtime.FILES, "pyodide.asm.mjs")} == {
            *files.keys() - own
        }

    def test_the_same_bytes_each_time(self, files):
        assert files == contents(Site(URL, PYODIDE))[0]

    def test_checksums(self, files):
        lines = files["SHA256SUMS"].decode().splitlines()
        listed = {name: digest for digest, name in (line.split("  ") for line in lines)}

        assert files.keys() - {"SHA256SUMS"} == listed.keys()
        for name, digest in listed.items():
            assert digest == hashlib.sha256(files[name]).hexdigest()

    def test_the_core_needs_nothing_else(self, files):
        """The other hosts, the files and the commands stay at home."""
        names = zipfile.ZipFile(io.BytesIO(files["core.zip"])).namelist()

        assert "cx_xl/hosts/office/calls.py" in names
        assert not [n for n in names if "/commands/" in n or "/files/" in n]

    def test_an_archive_is_as_good_as_a_folder(self, files, tmp_path):
        path = tmp_path / "pyodide.tgz"
        with tarfile.open(path, "w:gz") as archive:
            archive.add(PYODIDE, "package")

        assert files == contents(Site(URL, path))[0]

    def test_libraries_of_a_full_distribution(self, tmp_path):
        """A library is taken if all that it depends on is there; others are left."""
        distribution(tmp_path, "numpy.whl", "scipy.whl", "openblas.zip", "pandas.whl")
        found, libraries = runtime.pyodide(tmp_path)

        assert ["numpy", "scipy"] == libraries
        assert b"scipy.whl" == found["pyodide/scipy.whl"]
        assert "pyodide/openblas.zip" in found
        assert "pyodide/pandas.whl" not in found
        assert {"numpy.whl", "scipy.whl", "openblas.zip"} == set(
            runtime.integrity(found)
        )

    def test_half_a_library_is_left_out(self, tmp_path):
        """SciPy without what it computes with."""
        distribution(tmp_path, "numpy.whl", "scipy.whl")

        assert ["numpy"] == runtime.pyodide(tmp_path)[1]

    def test_a_library_of_another_version_is_refused(self, tmp_path):
        """Here, not in the browser of every user."""
        distribution(tmp_path, "numpy.whl")
        (tmp_path / "numpy.whl").write_text("another one")
        with pytest.raises(LibraryRefused, match=r"numpy\.whl .* SHA-256"):
            runtime.pyodide(tmp_path)

    @pytest.mark.parametrize("text", ["no JSON", "{}", "[]"])
    def test_a_list_of_libraries_that_is_none(self, tmp_path, text):
        distribution(tmp_path)
        (tmp_path / runtime.LOCK).write_text(text)
        with pytest.raises(PyodideRefused, match=r"pyodide-lock\.json"):
            runtime.pyodide(tmp_path)

    @pytest.mark.parametrize(
        "url", ["http://intranet/cx", "https://", "intranet/cx", "https://a/?b", ""]
    )
    def test_addresses_that_excel_refuses(self, url):
        with pytest.raises(UrlRefused):
            contents(Site(url, PYODIDE))

    def test_something_that_is_no_pyodide(self, tmp_path):
        text = tmp_path / "text.tgz"
        text.write_text("no archive")
        for path in (tmp_path, text, tmp_path / "nowhere"):
            with pytest.raises(PyodideRefused, match=r"pyodide\.mjs"):
                contents(Site(URL, path))

    def test_without_pyodide_it_says_how_to_get_it(self):
        with pytest.raises(PyodideMissing, match=r"npm pack pyodide@\d"):
            contents(Site(URL, None))

    def test_an_own_office_js(self, tmp_path):
        """Then nothing at all comes from elsewhere, and the policy says so."""
        with pytest.raises(OfficeJsRefused):
            contents(Site(URL, PYODIDE, office_js=tmp_path))
        (tmp_path / "office.js").write_text("//")
        files, _ = contents(Site(URL, PYODIDE, office_js=tmp_path))

        assert b'src="office/office.js"' in files["pane.html"]
        assert b"microsoft.com" not in files["pane.html"]
        assert b"//" == files["office/office.js"]

    def test_the_policy_names_one_stranger(self):
        strangers = re.findall(r"https://[^ ;]+", policy(OFFICE_JS))

        assert [f"https://{urlparse(OFFICE_JS).netloc}"] == strangers
        assert "unsafe-inline" not in policy(OFFICE_JS)
        assert "'unsafe-eval'" not in policy(OFFICE_JS)

    def test_no_page_breaks_the_policy(self, files):
        """No script, style or handler inside the pages."""
        for name in ("pane.html", "readme.en.html", "readme.it.html"):
            page = files[name].decode()
            assert not re.search(r"<script(?![^>]* src=)|<style|\son\w+=|style=", page)
            assert "{" not in page


def test_the_page_speaks_both_languages():
    """The same keys with the same gaps, and every key that the scripts ask for."""
    english, italian = TEXTS["en"], TEXTS["it"]

    assert english.keys() == italian.keys()
    for key, text in english.items():
        gaps = [sorted(re.findall(r"\{\d\}", words)) for words in (text, italian[key])]
        assert gaps[0] == gaps[1]


def test_a_stored_call_is_read_back():
    assert "_xldudf_CX_NPS" == stored_call("CX_NPS", "office")
    assert "CX_NPS" == logical_name(f"{stored_call('CX_NPS', 'office')}(")


class TestCommand:
    def test_build(self, tmp_path):
        done = cx_xl(
            *("office", "build", str(tmp_path / "cx"), "--url", URL),
            *("--pyodide", str(PYODIDE), "--lang", "it"),
            *("--office-js", "microsoft"),
        )
        helped = json.loads((tmp_path / "cx" / "help.it.json").read_text())

        assert 0 == done.returncode
        assert "Scritto." in done.stdout
        assert "Senza NumPy e SciPy" in done.stdout
        assert len(CATALOG) == sum(len(f["functions"]) for f in helped["families"])

    @pytest.mark.parametrize(
        ("libraries", "said"),
        [
            (["numpy.whl", "openblas.zip", "scipy.whl"], "every function works"),
            (["numpy.whl"], "Without SciPy, which this Pyodide lacks"),
        ],
    )
    def test_it_says_whether_the_models_work(self, tmp_path, libraries, said):
        distribution(tmp_path, *libraries)
        done = cx_xl(
            *("office", "build", str(tmp_path / "cx"), "--url", URL),
            *("--pyodide", str(tmp_path), "--office-js", "microsoft"),
        )

        assert 0 == done.returncode
        assert said in done.stdout

    def test_where_office_js_comes_from_is_said(self, tmp_path):
        """Nothing comes from elsewhere unless the company has said so."""
        done = cx_xl("office", "build", str(tmp_path), "--url", URL, "--lang", "it")

        assert 2 == done.returncode
        assert "da dove viene office.js" in " ".join(done.stderr.split())

    def test_pyodide_is_missing(self, tmp_path):
        done = cx_xl(
            *("office", "build", str(tmp_path), "--url", URL, "--lang", "en"),
            *("--office-js", "microsoft"),
        )

        assert 2 == done.returncode
        assert "npm pack pyodide" in done.stderr
