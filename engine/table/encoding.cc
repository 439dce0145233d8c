#include "encoding.h"

#include <algorithm>
#include <stdexcept>

#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include "../base/private_use.h"
#include "../base/utf8.h"

namespace certpress::table {

namespace {

struct Name {
  std::string_view name;  // lower case, without '-' and '_'
  Encoding encoding;
};
constexpr std::array<Name, 11> kNames{{{"utf8", Encoding::kUtf8},
                                       {"utf8bom", Encoding::kUtf8},
                                       {"utf8sig", Encoding::kUtf8},
                                       {"utf16", Encoding::kUtf16Le},
                                       {"utf16le", Encoding::kUtf16Le},
                                       {"utf16be", Encoding::kUtf16Be},
                                       {"unicode", Encoding::kUtf16Le},  // Excel's word for it
                                       {"gb18030", Encoding::kGb18030},
                                       {"gbk", Encoding::kGb18030},
                                       {"gb2312", Encoding::kGb18030},
                                       {"cp936", Encoding::kGb18030}}};

struct Mark {
  std::string_view bytes;
  Encoding encoding;
};
constexpr std::array<Mark, 4> kMarks{{{"\xEF\xBB\xBF", Encoding::kUtf8},
                                      {"\xFF\xFE", Encoding::kUtf16Le},
                                      {"\xFE\xFF", Encoding::kUtf16Be},
                                      {"\x84\x31\x95\x33", Encoding::kGb18030}}};

const Mark* mark_of(std::string_view head) {
  const auto* const found =
      std::ranges::find_if(kMarks, [&](const Mark& mark) { return head.starts_with(mark.bytes); });
  return found == kMarks.end() ? nullptr : found;
}

constexpr char32_t kLost = 0xFFFD;

}  // namespace

std::string_view name_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf8:
      return "UTF-8";
    case Encoding::kUtf16Le:
      return "UTF-16LE";
    case Encoding::kUtf16Be:
      return "UTF-16BE";
    case Encoding::kGb18030:
      return "GB18030";
  }
  return {};
}

std::optional<Encoding> encoding_named(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c != '-' && c != '_') {
      plain += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  const auto* const found = std::ranges::find(kNames, plain, &Name::name);
  return found == kNames.end() ? std::nullopt : std::optional(found->encoding);
}

void EncodingGuess::add(std::string_view bytes) {
  if (head_.size() < 4) {
    head_ += bytes.substr(0, 4 - head_.size());
  }
  for (const char c : bytes) {
    zeros_.at(count_++ % 2) += c == 0 ? 1 : 0;
    add_utf8(static_cast<unsigned char>(c));
  }
}

void EncodingGuess::add_utf8(unsigned char byte) {
  const bool continues = (byte & 0xC0U) == 0x80U;
  if (expected_ > 0) {
    if (continues) {
      long_sequences_ += --expected_ == 0 && is_long_ ? 1 : 0;
      return;
    }
    ++broken_;
    expected_ = 0;
  }
  if (byte < 0x80) {
    return;
  }
  if (byte < 0xC2 || byte > 0xF4) {
    ++broken_;
    return;
  }
  expected_ = byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : 1;
  is_long_ = expected_ > 1;
}

Encoding EncodingGuess::encoding() const {
  if (const Mark* mark = mark_of(head_)) {
    return mark->encoding;
  }
  // Commas, digits and line ends have a zero byte in UTF-16, and no other encoding has so many.
  constexpr std::uint64_t kShareOfZeros = 16;
  const auto& [even, odd] = zeros_;
  if (std::max(even, odd) > count_ / kShareOfZeros &&
      std::min(even, odd) < std::max(even, odd) / 8) {
    return even > odd ? Encoding::kUtf16Be : Encoding::kUtf16Le;
  }
  // A UTF-8 file with a damaged place is still one: in GB 18030 whole long sequences are accidents.
  const bool utf8 = broken_ == 0 || long_sequences_ > 10 * broken_;
  return utf8 ? Encoding::kUtf8 : Encoding::kGb18030;
}

std::size_t EncodingGuess::mark() const {
  const Mark* mark = mark_of(head_);
  return mark != nullptr ? mark->bytes.size() : 0;
}

struct Decoder::State {
  Encoding encoding;
  struct Close {
    void operator()(UConverter* converter) const { ucnv_close(converter); }
  };
  std::unique_ptr<UConverter, Close> converter;
};

Decoder::Decoder(Encoding encoding) : state_(std::make_unique<State>()) {
  UErrorCode status = U_ZERO_ERROR;
  state_->encoding = encoding;
  state_->converter.reset(ucnv_open(std::string(name_of(encoding)).c_str(), &status));
  ucnv_setToUCallBack(state_->converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr,
                      &status);
  if (U_FAILURE(status) != 0) {
    throw std::runtime_error("ICU has no converter for " + std::string(name_of(encoding)));
  }
}

Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&&) noexcept = default;

Text Decoder::decode(std::string_view bytes, bool last) {
  Text out;
  out.utf8.reserve(bytes.size() * 3 / 2 + 16);
  const bool from_gb = state_->encoding == Encoding::kGb18030;
  // A byte makes one unit at most; some may wait inside the converter.
  std::vector<char16_t> units(bytes.size() + 64);
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  UErrorCode status = U_ZERO_ERROR;
  do {
    status = U_ZERO_ERROR;
    char16_t* to = units.data();
    ucnv_toUnicode(state_->converter.get(), &to, units.data() + units.size(), &from, end, nullptr,
                   static_cast<UBool>(last), &status);
    const auto made = to - units.data();
    for (std::ptrdiff_t i = 0; i < made;) {
      UChar32 character = 0;
      U16_NEXT(units.data(), i, made, character);
      auto c = static_cast<char32_t>(character);
      if (from_gb && c >= 0xE000 && c <= 0xF8FF) {
        // ICU maps by GB 18030-2005; the code means what the standard of 2022 says.
        c = standard_character(c).value_or(c);
      }
      append_utf8(out.utf8, c);
    }
    if (U_FAILURE(status) != 0 && status != U_BUFFER_OVERFLOW_ERROR) {
      out.lost.push_back(out.utf8.size());
      append_utf8(out.utf8, kLost);
    }
  } while (U_FAILURE(status) != 0);
  return out;
}

}  // namespace certpress::table
