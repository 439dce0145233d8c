#include "page_resources.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

namespace certpress::pdf {

namespace {

// A page has a dozen of each.
template <typename T>
void add_once(std::vector<T>& list, const T& value) {
  if (std::ranges::find(list, value) == list.end()) {
    list.push_back(value);
  }
}

std::string name_of(const PageResources::State& state) {
  return fmt::format("{}{}", state.blend == sheet::Blend::kMultiply ? 'M' : 'N', state.permille);
}

void append_references(std::string& out, const char* category, const std::vector<int>& numbers,
                       const std::string& more = {}) {
  if (numbers.empty() && more.empty()) {
    return;
  }
  fmt::format_to(std::back_inserter(out), " /{} <<", category);
  for (const int number : numbers) {
    fmt::format_to(std::back_inserter(out), " /R{0} {0} 0 R", number);
  }
  out += more;
  out += " >>";
}

}  // namespace

void PageResources::use_font(int number) { add_once(fonts_, number); }

void PageResources::use_object(int number) { add_once(objects_, number); }

std::string PageResources::use_state(double opacity, sheet::Blend blend) {
  const State state{static_cast<int>(std::lround(opacity * 1000)), blend};
  add_once(states_, state);
  return name_of(state);
}

void PageResources::use_all(const PageResources& other) {
  for (const int number : other.fonts_) {
    add_once(fonts_, number);
  }
  for (const int number : other.objects_) {
    add_once(objects_, number);
  }
  for (const State& state : other.states_) {
    add_once(states_, state);
  }
}

std::string PageResources::dictionary(const std::string& more_objects) const {
  std::string out = "<<";
  append_references(out, "Font", fonts_);
  append_references(out, "XObject", objects_, more_objects);
  if (!states_.empty()) {
    out += " /ExtGState <<";
    for (const State& state : states_) {
      fmt::format_to(std::back_inserter(out), " /{} << /Type /ExtGState /BM /{} /CA {} /ca {} >>",
                     name_of(state), state.blend == sheet::Blend::kMultiply ? "Multiply" : "Normal",
                     state.permille / 1000.0, state.permille / 1000.0);
    }
    out += " >>";
  }
  out += " >>";
  return out;
}

}  // namespace certpress::pdf
