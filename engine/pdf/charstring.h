// A glyph's outline as a Type 2 charstring (Adobe Technical Note 5177), without width and hints.
#pragma once

#include <cstdint>
#include <string>

namespace certpress::pdf {

// Coordinates are absolute, in the font program's units, y upwards. Every contour is closed.
class Charstring {
 public:
  struct Place {
    int x = 0;
    int y = 0;
    bool operator==(const Place&) const = default;
  };

  void move_to(Place to);
  void line_to(Place to);
  void curve_to(Place control1, Place control2, Place to);
  // The bytes up to and with endchar. A width may be put in front of them.
  std::string take();

  // The number as an operand.
  static void append_number(std::string& out, int value);

 private:
  // Which operators a segment may be joined with: those that alternate between the directions take
  // the one they begin with (4.1, hlineto and hvcurveto).
  enum class Kind { kNone, kLine, kStraight, kCurve, kBent, kLevel, kUpright };

  void add(Kind kind, bool horizontal, std::initializer_list<int> operands);
  void flush();

  std::string bytes_;
  std::string operands_;  // of the operator that is not written yet
  int count_ = 0;
  Kind kind_ = Kind::kNone;
  bool began_horizontal_ = false;
  bool next_horizontal_ = false;
  Place pen_;
};

}  // namespace certpress::pdf
