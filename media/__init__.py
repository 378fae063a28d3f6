"""Files people bring: recordings and transcripts, as files and nothing more.

This package knows no catalogue, no web and no index. Its interface, room by room (nothing is
imported here, so that `gaung tags` need not wait for what decodes audio):

- `media.errors`       MediaError and its children
- `media.tags`         read_tags(path) -> Tags: what an audio file says of itself
- `media.filenames`    read_file_name(name) -> (title, date) of a file name
- `media.store`        Store: masters and derived files, kept by their SHA-256
- `media.ranges`       parse_range(header, size): the Range header of HTTP
- `media.access`       prepare_access(master, target) -> Prepared: the MP3 that is played, its peaks
- `media.waveform`     bars(peaks, count): the wave that is drawn
- `media.transcripts`  transcript files, format by format
- `media.synchronising`  synchronise(recording, statements) -> Fit: when each word is heard

Behind them stand `media.containers` (which kind of file, and where its audio begins), `media.mpeg`
(the frames of MPEG audio), `media.confinement` and `media.decoding` (the process that decodes),
`media.listening` (how long a recording is when it is heard), and `media.mp3` (how the access copy
is written).
"""
