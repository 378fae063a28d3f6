from bench.corpus import STATEMENTS, write_manifest
from media.transcripts import read_transcript


def test_the_same_seed_makes_the_same_files(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()

    write_manifest(one, 3)
    write_manifest(two, 3)

    contents = [{p.name: p.read_bytes() for p in folder.iterdir()} for folder in (one, two)]
    assert len(contents[0]) == 4
    assert contents[0] == contents[1]


def test_each_transcript_has_its_statements_and_no_problem(tmp_path):
    write_manifest(tmp_path, 2)

    transcripts = [read_transcript(path.read_bytes()) for path in tmp_path.glob("*.vtt")]

    assert [(len(t.statements), list(t.problems)) for t in transcripts] == [(STATEMENTS, [])] * 2
