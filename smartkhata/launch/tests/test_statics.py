"""A second start does not collect what is there already."""

from smartkhata.launch import statics


def test_collected_once_until_a_file_changes(tmp_path, monkeypatch):
    source, data, calls = tmp_path / "root", tmp_path / "data", []
    (source / "static").mkdir(parents=True)
    (source / "static" / "app.css").write_text("a")
    monkeypatch.setattr(statics, "ROOT", source)

    def run():
        (data / "static").mkdir(parents=True, exist_ok=True)
        (data / "static" / "staticfiles.json").write_text("{}")
        calls.append(1)

    data.mkdir()
    statics.collect(data, run)
    statics.collect(data, run)
    assert len(calls) == 1
    (source / "static" / "app.css").write_text("ab")
    statics.collect(data, run)
    assert len(calls) == 2
    (data / "static" / "staticfiles.json").unlink()
    statics.collect(data, run)
    assert len(calls) == 3
