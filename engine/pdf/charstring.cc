#include "charstring.h"

#include <initializer_list>
#include <stdexcept>
#include <utility>

namespace certpress::pdf {

namespace {

// Operators of Technical Note 5177, appendix A.
constexpr char kVMoveTo = 4;
constexpr char kRLineTo = 5;
constexpr char kHLineTo = 6;
constexpr char kVLineTo = 7;
constexpr char kRRCurveTo = 8;
constexpr char kEndChar = 14;
constexpr char kRMoveTo = 21;
constexpr char kHMoveTo = 22;
constexpr char kVVCurveTo = 26;
constexpr char kHHCurveTo = 27;
constexpr char kVHCurveTo = 30;
constexpr char kHVCurveTo = 31;

constexpr int kStackLimit = 48;  // appendix B

}  // namespace

void Charstring::append_number(std::string& out, int value) {
  constexpr int kShortInteger = 28;
  if (value >= -107 && value <= 107) {
    out += static_cast<char>(value + 139);
  } else if (value >= 108 && value <= 1131) {
    out += static_cast<char>(247 + ((value - 108) >> 8));
    out += static_cast<char>((value - 108) & 0xFF);
  } else if (value >= -1131 && value <= -108) {
    out += static_cast<char>(251 + ((-value - 108) >> 8));
    out += static_cast<char>((-value - 108) & 0xFF);
  } else if (value >= -32768 && value <= 32767) {
    out += static_cast<char>(kShortInteger);
    out += static_cast<char>((value >> 8) & 0xFF);
    out += static_cast<char>(value & 0xFF);
  } else {
    throw std::runtime_error("a glyph is too large to be embedded");
  }
}

void Charstring::flush() {
  const auto pick = [&](char horizontal, char vertical) {
    return began_horizontal_ ? horizontal : vertical;
  };
  bytes_ += operands_;
  switch (kind_) {
    case Kind::kNone:
      break;
    case Kind::kLine:
      bytes_ += kRLineTo;
      break;
    case Kind::kStraight:
      bytes_ += pick(kHLineTo, kVLineTo);
      break;
    case Kind::kCurve:
      bytes_ += kRRCurveTo;
      break;
    case Kind::kBent:
      bytes_ += pick(kHVCurveTo, kVHCurveTo);
      break;
    case Kind::kLevel:
      bytes_ += kHHCurveTo;
      break;
    case Kind::kUpright:
      bytes_ += kVVCurveTo;
      break;
  }
  operands_.clear();
  count_ = 0;
  kind_ = Kind::kNone;
}

void Charstring::add(Kind kind, bool horizontal, std::initializer_list<int> operands) {
  const bool alternates = kind == Kind::kStraight || kind == Kind::kBent;
  const int size = static_cast<int>(operands.size());
  if (kind != kind_ || count_ + size > kStackLimit ||
      (alternates && horizontal != next_horizontal_)) {
    flush();
    kind_ = kind;
    began_horizontal_ = horizontal;
  }
  for (const int operand : operands) {
    append_number(operands_, operand);
  }
  count_ += size;
  next_horizontal_ = !horizontal;
}

void Charstring::move_to(Place to) {
  flush();
  const int dx = to.x - pen_.x;
  const int dy = to.y - pen_.y;
  if (dy == 0) {
    append_number(bytes_, dx);
    bytes_ += kHMoveTo;
  } else if (dx == 0) {
    append_number(bytes_, dy);
    bytes_ += kVMoveTo;
  } else {
    append_number(bytes_, dx);
    append_number(bytes_, dy);
    bytes_ += kRMoveTo;
  }
  pen_ = to;
}

void Charstring::line_to(Place to) {
  const int dx = to.x - pen_.x;
  const int dy = to.y - pen_.y;
  pen_ = to;
  if (dy == 0) {
    add(Kind::kStraight, true, {dx});
  } else if (dx == 0) {
    add(Kind::kStraight, false, {dy});
  } else {
    add(Kind::kLine, false, {dx, dy});
  }
}

void Charstring::curve_to(Place control1, Place control2, Place to) {
  const int dx1 = control1.x - pen_.x;
  const int dy1 = control1.y - pen_.y;
  const int dx2 = control2.x - control1.x;
  const int dy2 = control2.y - control1.y;
  const int dx3 = to.x - control2.x;
  const int dy3 = to.y - control2.y;
  pen_ = to;
  if (dy1 == 0 && dx3 == 0) {
    add(Kind::kBent, true, {dx1, dx2, dy2, dy3});
  } else if (dx1 == 0 && dy3 == 0) {
    add(Kind::kBent, false, {dy1, dx2, dy2, dx3});
  } else if (dy1 == 0 && dy3 == 0) {
    add(Kind::kLevel, false, {dx1, dx2, dy2, dx3});
  } else if (dx1 == 0 && dx3 == 0) {
    add(Kind::kUpright, false, {dy1, dx2, dy2, dy3});
  } else {
    add(Kind::kCurve, false, {dx1, dy1, dx2, dy2, dx3, dy3});
  }
}

std::string Charstring::take() {
  flush();
  bytes_ += kEndChar;
  return std::exchange(bytes_, {});
}

}  // namespace certpress::pdf
