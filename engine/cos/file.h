// A PDF file as a table of objects: its revisions, each with its cross-reference table.
//
// Accepts the form that certpress writes: classic cross-reference tables (ISO 32000-1, 7.5.4), no
// object streams, one header at the first byte, nothing behind the last %%EOF but its end of line.
// Everything else is Malformed: also a second definition of an object in one revision, a table that
// points into another revision, a dictionary with a key twice.
// Safe on hostile bytes; time and memory grow with the file's size only.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "object.h"

namespace certpress::cos {

// An indirect object as it stands in the file.
struct Indirect {
  int number = 0;
  Object object;
  // The bytes of its stream, still encoded; empty when it is not a stream.
  std::optional<std::string_view> stream;
  std::size_t begin = 0;  // of "12 0 obj"
  std::size_t end = 0;    // behind "endobj"
};

struct Revision {
  std::size_t begin = 0;    // where its objects may begin: 0, or the end of the revision before
  std::size_t xref_at = 0;  // of the word xref
  std::size_t end = 0;      // behind its %%EOF and the end-of-line marker that follows it
  Dictionary trailer;
  std::map<int, std::size_t> offsets;  // objects that this revision defines
  std::vector<int> freed;              // and those that it takes away
};

class File {
 public:
  // Reads the cross-reference tables. `bytes` must outlive the File. Throws Malformed.
  static File read(std::string_view bytes);

  [[nodiscard]] std::string_view bytes() const { return bytes_; }
  // The oldest first; at least one.
  [[nodiscard]] const std::vector<Revision>& revisions() const { return revisions_; }
  [[nodiscard]] const Dictionary& trailer() const { return revisions_.back().trailer; }
  // One more than the highest object number of any revision.
  [[nodiscard]] int size() const;

  // The object as the file stood after the first `revisions` revisions (0: all of them); nothing
  // when there is none. Throws Malformed.
  [[nodiscard]] std::optional<Indirect> object(int number, std::size_t revisions = 0) const;
  // All of an object's bytes up to what follows it, as cos::Writer::copy takes them, of the newest
  // revision that defines it.
  [[nodiscard]] std::string_view bytes_of(int number) const;
  // The numbers of all objects of the newest state, ordered by their place in the file.
  [[nodiscard]] std::vector<int> numbers() const;
  // Follows references until something else comes; Null when they lead nowhere.
  [[nodiscard]] Object resolved(const Object& object, std::size_t revisions = 0) const;
  // The entry of a dictionary, resolved; Null when it is not there.
  [[nodiscard]] Object resolved(const Dictionary& dictionary, std::string_view key,
                                std::size_t revisions = 0) const;
  // The number of the catalog (the trailer's /Root).
  [[nodiscard]] int catalog(std::size_t revisions = 0) const;

 private:
  // The revision whose definition of the object holds; null when there is none.
  [[nodiscard]] const Revision* defining(int number, std::size_t revisions) const;
  [[nodiscard]] std::size_t stream_length(const Dictionary& dictionary,
                                          std::size_t revisions) const;

  std::string_view bytes_;
  std::vector<Revision> revisions_;
};

// The decoded bytes of a stream: unfiltered, or /FlateDecode without predictor. At most `limit`
// bytes come out. Throws Malformed.
std::string decoded(const Indirect& stream, const File& file, std::size_t limit);

}  // namespace certpress::cos
