#include "file_layout.h"

#include <algorithm>
#include <map>
#include <string_view>

#include <fmt/format.h>

#include "objection.h"

namespace certpress::verify {
namespace {

// Of an object without its stream: a certificate's largest are lists of glyph widths. Keeps what is
// read again and again cheap.
constexpr std::size_t kMaxObjectBytes = std::size_t{256} << 10U;

bool is_white_space(std::string_view bytes) {
  constexpr std::string_view kWhiteSpace{"\0\t\n\f\r ", 6};
  return bytes.find_first_not_of(kWhiteSpace) == std::string_view::npos;
}

// Behind the header and the comment that marks the file as binary (ISO 32000-1, 7.5.2). Neither may
// be so long that something fits into it.
std::size_t behind_header(std::string_view bytes) {
  constexpr std::size_t kLongest = 32;
  std::size_t at = std::min(bytes.find_first_of("\r\n"), bytes.size());
  const std::size_t next = std::min(bytes.find_first_not_of("\r\n", at), bytes.size() - 1);
  if (bytes[next] == '%') {
    at = std::min(bytes.find_first_of("\r\n", next), bytes.size());
  }
  if (at > kLongest) {
    throw Objection("file/layout",
                    {"the comment behind the header is too long", "文件头之后的注释过长"});
  }
  return at;
}

void check_gap(std::string_view file, std::size_t begin, std::size_t end) {
  if (begin > end || !is_white_space(file.substr(begin, end - begin))) {
    throw Objection(
        "file/layout",
        {fmt::format("the bytes around {} belong to no object, or to two", std::min(begin, end)),
         fmt::format("第 {} 字节附近的内容不属于任何对象，或同属两个对象", std::min(begin, end))});
  }
}

}  // namespace

void check_layout(const cos::File& file) {
  std::size_t at = behind_header(file.bytes());
  for (std::size_t i = 0; i < file.revisions().size(); ++i) {
    const cos::Revision& revision = file.revisions()[i];
    if (!revision.freed.empty()) {
      throw Objection("file/layout", {"a revision deletes objects, or leaves numbers unused",
                                      "有修订删除了对象，或留有未用的对象号"});
    }
    std::map<std::size_t, int> objects;
    for (const auto& [number, offset] : revision.offsets) {
      objects.emplace(offset, number);
    }
    for (const auto& [offset, number] : objects) {
      check_gap(file.bytes(), at, offset);
      const auto object = file.object(number, i + 1);
      if (object && object->object.end - object->object.begin > kMaxObjectBytes) {
        throw Objection("file/layout", {fmt::format("object {} is too large", number),
                                        fmt::format("对象 {} 过大", number)});
      }
      at = object ? object->end : offset;
    }
    check_gap(file.bytes(), at, revision.xref_at);
    at = revision.end;
  }
}

}  // namespace certpress::verify
