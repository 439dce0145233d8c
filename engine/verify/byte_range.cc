#include "byte_range.h"

#include <algorithm>
#include <array>
#include <optional>

#include "../pki/openssl.h"
#include "digest.h"

namespace certpress::verify {
namespace {

[[noreturn]] void object_to_range(Message message) {
  throw Objection("signature/byte-range", std::move(message));
}

// Digits only: "+0", "0.0" and references to a number elsewhere are not plain numbers.
bool is_plain_number(std::string_view token) {
  return !token.empty() && std::ranges::all_of(token, [](char c) { return c >= '0' && c <= '9'; });
}

std::array<std::size_t, 4> read_numbers(const cos::File& file, const SignatureField& signature) {
  const cos::Object* entry = signature.value.find("ByteRange");
  const auto* array = entry != nullptr ? entry->as<cos::Array>() : nullptr;
  if (array == nullptr || array->size() != 4) {
    object_to_range({"the ByteRange is not an array of four numbers in the signature itself",
                     "ByteRange 不是签名字典中由四个数组成的数组"});
  }
  std::array<std::size_t, 4> numbers{};
  for (std::size_t i = 0; i < 4; ++i) {
    const cos::Object& number = (*array)[i];
    const auto* value = number.as<std::int64_t>();
    if (value == nullptr || *value < 0 ||
        !is_plain_number(file.bytes().substr(number.begin, number.end - number.begin))) {
      object_to_range({"the ByteRange has something that is not a plain number",
                       "ByteRange 中有不是普通非负整数的内容"});
    }
    numbers[i] = static_cast<std::size_t>(*value);
  }
  return numbers;
}

// The length of a DER value with its header, by that header alone; nothing when there is none.
std::optional<std::size_t> der_length(std::string_view bytes) {
  const auto* at = reinterpret_cast<const unsigned char*>(bytes.data());
  const unsigned char* const begin = at;
  long length = 0;
  int tag = 0;
  int tag_class = 0;
  const int form = ASN1_get_object(&at, &length, &tag, &tag_class, static_cast<long>(bytes.size()));
  constexpr int kConstructed = V_ASN1_CONSTRUCTED;  // neither an error nor of indefinite length
  if (form != kConstructed || tag != V_ASN1_SEQUENCE || tag_class != V_ASN1_UNIVERSAL) {
    static_cast<void>(pki::take_errors());
    return std::nullopt;
  }
  return static_cast<std::size_t>(at - begin) + static_cast<std::size_t>(length);
}

// In one case throughout, so that there is one way to write it: no bit of a file may be changed
// unnoticed, even where no digest sees it.
bool is_plain_hex(std::string_view digits) {
  const auto consists_of = [&](std::string_view letters) {
    return std::ranges::all_of(digits, [&](char c) {
      return (c >= '0' && c <= '9') || letters.find(c) != std::string_view::npos;
    });
  };
  return digits.size() % 2 == 0 && (consists_of("abcdef") || consists_of("ABCDEF"));
}

std::string read_container(std::string_view token, const std::string& decoded) {
  if (token.size() < 2 || token.front() != '<' || token.back() != '>' ||
      !is_plain_hex(token.substr(1, token.size() - 2))) {
    throw Objection("signature/container", {"the signature's container is not plain hexadecimal",
                                            "签名容器不是规整的十六进制串"});
  }
  const std::optional<std::size_t> length = der_length(decoded);
  if (!length || *length > decoded.size()) {
    throw Objection("signature/container", {"the signature's container holds no DER structure",
                                            "签名容器中没有 DER 结构"});
  }
  if (decoded.find_first_not_of('\0', *length) != std::string::npos) {
    throw Objection("signature/container", {"something stands behind the signature's DER structure",
                                            "签名的 DER 结构之后还有其他内容"});
  }
  return decoded.substr(0, *length);
}

}  // namespace

SignedRange read_signed_range(const cos::File& file, const SignatureField& signature) {
  const auto [first, gap_begin, gap_end, rest] = read_numbers(file, signature);
  const std::size_t size = file.bytes().size();
  if (first != 0 || gap_begin > size || gap_end > size || gap_begin >= gap_end ||
      rest > size - gap_end) {
    object_to_range({"the ByteRange does not start at the first byte, or lies outside the file",
                     "ByteRange 不从文件首字节开始，或超出文件"});
  }
  const cos::Object* contents = signature.value.find("Contents");
  const auto* container = contents != nullptr ? contents->as<cos::String>() : nullptr;
  if (container == nullptr) {
    throw Objection("signature/container",
                    {"the signature has no container (Contents)", "签名没有容器（Contents）"});
  }
  if (contents->begin != gap_begin || contents->end != gap_end) {
    object_to_range(
        {"the bytes left out by the ByteRange are not exactly the signature's container",
         "ByteRange 留空的部分与签名容器不完全一致"});
  }
  SignedRange range{gap_begin, gap_end, gap_end + rest, 0, {}};
  range.container =
      read_container(file.bytes().substr(gap_begin, gap_end - gap_begin), container->bytes);
  const auto& revisions = file.revisions();
  const auto covered = std::ranges::find(revisions, range.end, &cos::Revision::end);
  if (covered == revisions.end()) {
    throw Objection("signature/coverage", {"the covered bytes do not end where a revision ends",
                                           "签名覆盖的范围没有恰好结束于某一修订的末尾"});
  }
  range.revisions = static_cast<std::size_t>(covered - revisions.begin()) + 1;
  if (signature.value_begin < covered->begin || signature.value_begin >= covered->end) {
    throw Objection("signature/coverage", {"the signature does not stand in the revision it covers",
                                           "签名不在其所覆盖的修订之中"});
  }
  return range;
}

std::string digest_of(std::string_view file, const SignedRange& range, const EVP_MD* algorithm) {
  const std::array<std::string_view, 2> parts{
      file.substr(0, range.gap_begin), file.substr(range.gap_end, range.end - range.gap_end)};
  return digest_of(parts, algorithm);
}

}  // namespace certpress::verify
