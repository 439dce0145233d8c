#include "object_walk.h"

#include <optional>

namespace certpress::verify {
namespace {

class Walk {
 public:
  Walk(const DictionaryVisitor& visit, std::string_view but_not)
      : visit_(visit), but_not_(but_not) {}

  // Recursion is as deep as the reader of objects allows nesting.
  void look_into(const cos::Object& object, bool stream) {
    if (const auto* reference = object.as<cos::Reference>()) {
      if (reached_.insert(reference->number).second) {
        pending_.push_back(reference->number);
      }
    } else if (const auto* array = object.as<cos::Array>()) {
      for (const cos::Object& item : *array) {
        look_into(item, false);
      }
    } else if (const auto* dictionary = object.as<cos::Dictionary>()) {
      visit_(*dictionary, stream);
      for (const auto& [key, value] : dictionary->entries) {
        if (but_not_.empty() || key != but_not_) {
          look_into(value, false);
        }
      }
    }
  }

  std::optional<int> take_pending() {
    if (pending_.empty()) {
      return std::nullopt;
    }
    const int number = pending_.back();
    pending_.pop_back();
    return number;
  }
  void forget(int number) { reached_.erase(number); }
  std::set<int> take_reached() { return std::move(reached_); }

 private:
  const DictionaryVisitor& visit_;
  std::string_view but_not_;
  std::set<int> reached_;
  std::vector<int> pending_;
};

}  // namespace

std::set<int> reachable_from(const cos::File& file, std::size_t revisions,
                             const std::vector<cos::Object>& start, const DictionaryVisitor& visit,
                             std::string_view but_not) {
  Walk walk(visit, but_not);
  std::vector<int> missing;
  for (const cos::Object& object : start) {
    walk.look_into(object, false);
  }
  while (const std::optional<int> number = walk.take_pending()) {
    const auto indirect = file.object(*number, revisions);
    if (indirect) {
      walk.look_into(indirect->object, indirect->stream.has_value());
    } else {
      missing.push_back(*number);
    }
  }
  for (const int number : missing) {
    walk.forget(number);
  }
  return walk.take_reached();
}

}  // namespace certpress::verify
