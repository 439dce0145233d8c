#include "file.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <set>

#include <zlib.h>

#include "object_parser.h"

namespace certpress::cos {

namespace {

constexpr std::size_t kMaxRevisions = 100;
constexpr int kMaxObjects = 1'000'000;
constexpr std::size_t kXrefEntry = 20;
constexpr int kMaxReferences = 32;  // that lead on to each other

bool is_end_of_line(char c) { return c == '\n' || c == '\r'; }

std::size_t to_offset(std::int64_t number, std::size_t limit, std::size_t at) {
  if (number < 0 || static_cast<std::uint64_t>(number) >= limit) {
    throw Malformed("an offset lies outside the file", at);
  }
  return static_cast<std::size_t>(number);
}

// "startxref", the offset, "%%EOF" and at most one end-of-line marker, and nothing more.
std::size_t last_xref(std::string_view bytes) {
  std::string_view rest = bytes;
  if (rest.ends_with("\r\n")) {
    rest.remove_suffix(2);
  } else if (!rest.empty() && is_end_of_line(rest.back())) {
    rest.remove_suffix(1);
  }
  if (!rest.ends_with("%%EOF")) {
    throw Malformed("the file does not end with %%EOF", rest.size());
  }
  const std::size_t at = rest.rfind("startxref");
  if (at == std::string_view::npos || rest.size() - at > 64) {
    throw Malformed("the file does not end with startxref", rest.size());
  }
  ObjectParser parser(bytes, at + std::strlen("startxref"));
  return to_offset(parser.whole_number(), bytes.size(), parser.at());
}

// Reads one cross-reference section with its trailer (ISO 32000-1, 7.5.4 and 7.5.5).
class SectionReader {
 public:
  SectionReader(std::string_view bytes, std::size_t at) : bytes_(bytes), parser_(bytes, at) {
    revision_.xref_at = at;
  }

  Revision read() {
    if (!parser_.take("xref")) {
      parser_.fail("there is no cross-reference table where one should be");
    }
    parser_.skip_space();
    while (!parser_.take("trailer")) {
      subsection();
      parser_.skip_space();
    }
    Object trailer = parser_.object();
    if (trailer.as<Dictionary>() == nullptr) {
      parser_.fail("the trailer is no dictionary");
    }
    revision_.trailer = std::move(std::get<Dictionary>(trailer.value));
    for (const char* key : {"Encrypt", "XRefStm"}) {
      if (revision_.trailer.find(key) != nullptr) {
        parser_.fail("the file is encrypted, or has cross-reference streams");
      }
    }
    const Object* size = revision_.trailer.find("Size");
    const int highest = seen_.empty() ? 0 : *seen_.rbegin();
    if (size == nullptr || size->as<std::int64_t>() == nullptr ||
        *size->as<std::int64_t>() <= highest) {
      parser_.fail("the trailer's /Size is too small");
    }
    if (revision_.trailer.find("Prev") == nullptr && !seen_.contains(0)) {
      parser_.fail("the first cross-reference table has no object 0");
    }
    parser_.expect("startxref");
    if (static_cast<std::uint64_t>(parser_.whole_number()) != revision_.xref_at) {
      parser_.fail("a revision's startxref names another table");
    }
    parser_.end_of_line();
    if (!parser_.take("%%EOF")) {
      parser_.fail("a revision does not end with %%EOF");
    }
    parser_.end_of_line();
    revision_.end = parser_.at();
    return std::move(revision_);
  }

 private:
  void subsection() {
    const std::int64_t first = parser_.whole_number();
    const std::int64_t count = parser_.whole_number();
    if (first + count > kMaxObjects) {
      parser_.fail("the file has too many objects");
    }
    parser_.skip_space();
    const std::size_t at = parser_.at();
    if (static_cast<std::uint64_t>(count) > (bytes_.size() - at) / kXrefEntry) {
      parser_.fail("the cross-reference table is cut off");
    }
    for (std::int64_t i = 0; i < count; ++i) {
      entry(static_cast<int>(first + i), at + static_cast<std::size_t>(i) * kXrefEntry);
    }
    parser_ = ObjectParser(bytes_, at + static_cast<std::size_t>(count) * kXrefEntry);
  }

  // "nnnnnnnnnn ggggg n" and two bytes of end of line.
  void entry(int number, std::size_t at) {
    const std::string_view text = bytes_.substr(at, kXrefEntry);
    const auto digits = [](std::string_view part) {
      return std::ranges::all_of(part, [](char c) { return c >= '0' && c <= '9'; });
    };
    const std::string_view end = text.substr(18);
    if (!digits(text.substr(0, 10)) || text[10] != ' ' || !digits(text.substr(11, 5)) ||
        text[16] != ' ' || (end != " \n" && end != "\r\n" && end != " \r")) {
      throw Malformed("an entry of the cross-reference table is not well-formed", at);
    }
    if (!seen_.insert(number).second) {
      throw Malformed("an object stands twice in a cross-reference table", at);
    }
    if (text[17] == 'f') {
      if (number != 0) {
        revision_.freed.push_back(number);
      }
      return;
    }
    if (text[17] != 'n' || text.substr(11, 5) != "00000" || number == 0) {
      throw Malformed("an entry of the cross-reference table is not well-formed", at);
    }
    ObjectParser offset(text, 0);
    revision_.offsets[number] = to_offset(offset.whole_number(), bytes_.size(), at);
  }

  std::string_view bytes_;
  ObjectParser parser_;
  Revision revision_;
  std::set<int> seen_;
};

// Each revision holds the objects that its own table names, and nothing reaches into another.
void check_extents(std::vector<Revision>& revisions) {
  std::size_t begin = 0;
  for (Revision& revision : revisions) {
    revision.begin = begin;
    if (revision.xref_at < begin) {
      throw Malformed("revisions overlap", revision.xref_at);
    }
    std::set<std::size_t> places;
    for (const auto& [number, offset] : revision.offsets) {
      if (offset < begin || offset >= revision.xref_at || !places.insert(offset).second) {
        throw Malformed("a cross-reference points to where no object of its revision is", offset);
      }
    }
    begin = revision.end;
  }
}

}  // namespace

File File::read(std::string_view bytes) {
  if (bytes.substr(0, 7) != "%PDF-1." && bytes.substr(0, 7) != "%PDF-2.") {
    throw Malformed("the file does not begin with %PDF-", 0);
  }
  File file;
  file.bytes_ = bytes;
  std::size_t limit = bytes.size();
  for (std::size_t at = last_xref(bytes);;) {
    file.revisions_.push_back(SectionReader(bytes, at).read());
    const Revision& revision = file.revisions_.back();
    if (revision.end > limit || (file.revisions_.size() == 1 && revision.end != bytes.size())) {
      throw Malformed("a revision does not end where the next begins", revision.end);
    }
    limit = at;
    const Object* previous = revision.trailer.find("Prev");
    if (previous == nullptr) {
      break;
    }
    const auto* offset = previous->as<std::int64_t>();
    if (offset == nullptr || file.revisions_.size() >= kMaxRevisions) {
      throw Malformed("the chain of revisions is broken", at);
    }
    at = to_offset(*offset, at, previous->begin);
  }
  std::ranges::reverse(file.revisions_);
  check_extents(file.revisions_);
  return file;
}

int File::size() const {
  int size = 1;
  for (const Revision& revision : revisions_) {
    if (!revision.offsets.empty()) {
      size = std::max(size, revision.offsets.rbegin()->first + 1);
    }
  }
  return size;
}

const Revision* File::defining(int number, std::size_t revisions) const {
  for (std::size_t i = revisions == 0 ? revisions_.size() : revisions; i-- > 0;) {
    const Revision& revision = revisions_.at(i);
    if (revision.offsets.contains(number)) {
      return &revision;
    }
    if (std::ranges::find(revision.freed, number) != revision.freed.end()) {
      return nullptr;
    }
  }
  return nullptr;
}

std::optional<Indirect> File::object(int number, std::size_t revisions) const {
  const Revision* revision = defining(number, revisions);
  if (revision == nullptr) {
    return std::nullopt;
  }
  const std::size_t at = revision->offsets.at(number);
  // What follows the revision's objects is out of reach.
  ObjectParser parser(bytes_.substr(0, revision->xref_at), at);
  if (parser.whole_number() != number || parser.whole_number() != 0) {
    throw Malformed("an object has another number than its cross-reference says", at);
  }
  parser.expect("obj");
  Indirect indirect;
  indirect.number = number;
  indirect.begin = at;
  indirect.object = parser.object();
  parser.skip_space();
  if (parser.take("stream")) {
    const auto* dictionary = indirect.object.as<Dictionary>();
    if (dictionary == nullptr || (!parser.take("\r\n") && !parser.take("\n"))) {
      parser.fail("a stream is not well-formed");
    }
    const std::size_t length = stream_length(*dictionary, revisions);
    if (length > revision->xref_at - parser.at()) {
      parser.fail("a stream is longer than the file");
    }
    indirect.stream = bytes_.substr(parser.at(), length);
    parser = ObjectParser(bytes_.substr(0, revision->xref_at), parser.at() + length);
    parser.end_of_line();
    if (!parser.take("endstream")) {
      parser.fail("a stream does not end where its /Length says");
    }
  }
  parser.expect("endobj");
  indirect.end = parser.at();
  return indirect;
}

// A length of its own must be a plain number, so that no stream can depend on itself.
std::size_t File::stream_length(const Dictionary& dictionary, std::size_t revisions) const {
  const Object* length = dictionary.find("Length");
  Object own;
  if (length != nullptr && length->as<Reference>() != nullptr) {
    const int number = length->as<Reference>()->number;
    if (const Revision* revision = defining(number, revisions)) {
      const std::size_t at = revision->offsets.at(number);
      ObjectParser parser(bytes_.substr(0, revision->xref_at), at);
      if (parser.whole_number() != number || parser.whole_number() != 0) {
        throw Malformed("an object has another number than its cross-reference says", at);
      }
      parser.expect("obj");
      own = parser.object();
      parser.expect("endobj");
      length = &own;
    }
  }
  const auto* number = length == nullptr ? nullptr : length->as<std::int64_t>();
  if (number == nullptr || *number < 0) {
    throw Malformed("a stream has no /Length", length == nullptr ? 0 : length->begin);
  }
  return static_cast<std::size_t>(*number);
}

std::string_view File::bytes_of(int number) const {
  const Revision* revision = defining(number, 0);
  if (revision == nullptr) {
    throw Malformed("an object is missing", 0);
  }
  const std::size_t at = revision->offsets.at(number);
  std::size_t end = revision->xref_at;
  for (const auto& [other, offset] : revision->offsets) {
    if (offset > at) {
      end = std::min(end, offset);
    }
  }
  return bytes_.substr(at, end - at);
}

std::vector<int> File::numbers() const {
  std::map<std::size_t, int> by_place;
  for (int number = 1; number < size(); ++number) {
    if (const Revision* revision = defining(number, 0)) {
      by_place.emplace(revision->offsets.at(number), number);
    }
  }
  std::vector<int> numbers;
  numbers.reserve(by_place.size());
  for (const auto& [place, number] : by_place) {
    numbers.push_back(number);
  }
  return numbers;
}

Object File::resolved(const Object& object, std::size_t revisions) const {
  Object found = object;
  for (int i = 0; i < kMaxReferences; ++i) {
    const auto* reference = found.as<Reference>();
    if (reference == nullptr) {
      return found;
    }
    auto next = this->object(reference->number, revisions);
    found = next ? std::move(next->object) : Object{};
  }
  throw Malformed("references lead in a circle", object.begin);
}

Object File::resolved(const Dictionary& dictionary, std::string_view key,
                      std::size_t revisions) const {
  const Object* found = dictionary.find(key);
  return found == nullptr ? Object{} : resolved(*found, revisions);
}

int File::catalog(std::size_t revisions) const {
  const Revision& revision = revisions_.at((revisions == 0 ? revisions_.size() : revisions) - 1);
  const Object* root = revision.trailer.find("Root");
  const auto* reference = root == nullptr ? nullptr : root->as<Reference>();
  if (reference == nullptr) {
    throw Malformed("the trailer has no /Root", revision.xref_at);
  }
  return reference->number;
}

std::string decoded(const Indirect& stream, const File& file, std::size_t limit) {
  const auto* dictionary = stream.object.as<Dictionary>();
  if (dictionary == nullptr || !stream.stream) {
    throw Malformed("an object that must be a stream is none", stream.begin);
  }
  const Object filter = file.resolved(*dictionary, "Filter");
  if (filter.as<Null>() != nullptr) {
    if (stream.stream->size() > limit) {
      throw Malformed("a stream is too large", stream.begin);
    }
    return std::string(*stream.stream);
  }
  const auto* name = filter.as<Name>();
  if (name == nullptr || name->text != "FlateDecode" ||
      dictionary->find("DecodeParms") != nullptr) {
    throw Malformed("a stream has a filter that is not read here", stream.begin);
  }
  z_stream zlib{};
  if (inflateInit(&zlib) != Z_OK) {
    throw std::bad_alloc();
  }
  const std::unique_ptr<z_stream, decltype(&inflateEnd)> owner(&zlib, &inflateEnd);
  // zlib reads through this pointer and never writes.
  zlib.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(stream.stream->data()));
  zlib.avail_in = static_cast<uInt>(stream.stream->size());
  std::string out;
  std::array<char, 1 << 14> block{};
  for (int status = Z_OK; status != Z_STREAM_END;) {
    zlib.next_out = reinterpret_cast<Bytef*>(block.data());
    zlib.avail_out = static_cast<uInt>(block.size());
    status = inflate(&zlib, Z_NO_FLUSH);
    const std::size_t got = block.size() - zlib.avail_out;
    if ((status != Z_OK && status != Z_STREAM_END) || (status == Z_OK && got == 0) ||
        out.size() + got > limit) {
      throw Malformed("a stream does not inflate, or to too much", stream.begin);
    }
    out.append(block.data(), got);
  }
  return out;
}

}  // namespace certpress::cos
