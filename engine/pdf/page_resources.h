// What a content stream names: fonts, forms and pictures by their objects' numbers ("R12"), states
// of the graphics by what they say ("M820": multiplied, 0.820 opaque). So names mean the same in
// all streams of a document, and finished pieces of content can be put together.
#pragma once

#include <string>
#include <vector>

#include "../sheet/sheet.h"

namespace certpress::pdf {

class PageResources {
 public:
  struct State {
    int permille = 1000;  // opacity
    sheet::Blend blend = sheet::Blend::kNormal;
    bool operator==(const State&) const = default;
  };

  void use_font(int number);
  void use_object(int number);
  // Returns the name, without its slash.
  std::string use_state(double opacity, sheet::Blend blend);
  void use_all(const PageResources& other);

  // A resource dictionary (ISO 32000-1, 7.8.3) as text. `more_objects` is put among its XObjects.
  [[nodiscard]] std::string dictionary(const std::string& more_objects = {}) const;

 private:
  std::vector<int> fonts_;
  std::vector<int> objects_;
  std::vector<State> states_;
};

}  // namespace certpress::pdf
