#include "overlay.h"

#include <algorithm>
#include <iterator>
#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "mapping_reader.h"
#include "nearest_word.h"
#include "wording.h"

namespace certpress::parse {

namespace {

using Kind = YamlNode::Kind;

const Table& remove_table() {
  static const Table table{"'remove'",
                           "'remove' ",
                           {
                               {.name = "fields",
                                .type = Type::kTexts,
                                .says = "Names of fields of the extended file.",
                                .example = "[\"permit_number\"]"},
                               {.name = "elements",
                                .type = Type::kTexts,
                                .says = "Names of elements of the extended file.",
                                .example = "[\"permit_number\"]"},
                           }};
  return table;
}

YamlNode taken(YamlNode& mapping, std::string_view key) {
  const auto entry = std::ranges::find(
      mapping.entries, key, [](const YamlEntry& e) -> const auto& { return e.key.text; });
  if (entry == mapping.entries.end()) {
    return {};
  }
  YamlNode value = std::move(entry->value);
  mapping.entries.erase(entry);
  return value;
}

// Whether both say at `key` what they are, and not the same.
bool differ_at(std::string_view key, const YamlNode& base, const YamlNode& over) {
  const YamlNode* was = base.find(key);
  const YamlNode* is = over.find(key);
  return was != nullptr && is != nullptr && was->text != is->text;
}

// What was merged when one of the two is absent, or is not of the right shape and so to be
// reported.
std::optional<YamlNode> only_one(YamlNode& base, YamlNode& over, Kind shape) {
  if (over.kind == Kind::kNull || (base.kind != Kind::kNull && base.kind != shape)) {
    return std::move(base);
  }
  if (base.kind == Kind::kNull || over.kind != shape) {
    return std::move(over);
  }
  return std::nullopt;
}

YamlNode replaced(const YamlNode& /*base*/, YamlNode over) { return over; }

// The entries of both, in the order of the base; `merge` decides where both have one. The place of
// the whole is `over`'s: what is missing there is for that file to add.
YamlNode merged_entries(YamlNode base, YamlNode over, const auto& merge) {
  if (auto one = only_one(base, over, Kind::kMapping)) {
    return *std::move(one);
  }
  std::map<std::string, std::size_t, std::less<>> index;
  for (std::size_t i = 0; i < base.entries.size(); ++i) {
    index.emplace(base.entries[i].key.text, i);
  }
  base.offset = over.offset;
  for (YamlEntry& entry : over.entries) {
    const auto found = index.find(entry.key.text);
    if (found == index.end()) {
      base.entries.push_back(std::move(entry));
      continue;
    }
    YamlEntry& under = base.entries[found->second];
    under.key = std::move(entry.key);
    under.value = merge(std::move(under.value), std::move(entry.value));
  }
  return base;
}

YamlNode merged_keys(YamlNode base, YamlNode over) {
  return merged_entries(std::move(base), std::move(over), replaced);
}

YamlNode appended(YamlNode base, YamlNode over) {
  if (auto one = only_one(base, over, Kind::kSequence)) {
    return *std::move(one);
  }
  std::ranges::move(over.items, std::back_inserter(base.items));
  return base;
}

// A field or element that says another kind of itself is a new one in the old one's place: the
// old keys would mean nothing to it.
YamlNode merged_field(YamlNode base, YamlNode over) {
  return differ_at("kind", base, over) ? std::move(over)
                                       : merged_keys(std::move(base), std::move(over));
}

YamlNode merged_element(YamlNode base, YamlNode over) {
  return differ_at("type", base, over) ? std::move(over)
                                       : merged_keys(std::move(base), std::move(over));
}

std::string_view name_of(const YamlNode& element) {
  const YamlNode* name = element.find("name");
  return name != nullptr ? std::string_view(name->text) : std::string_view();
}

void report_unknown(std::string code, const YamlNode& name, Message what,
                    const std::vector<std::string_view>& known, Findings& findings) {
  if (findings.report().is_full()) {
    return;  // a suggestion is costly
  }
  findings.error(std::move(code), name.offset,
                 {fmt::format("the extended file has no {} {}", what.en, quoted(name.text)),
                  fmt::format("被扩展的文件中没有{} {}", what.zh, quoted(name.text))},
                 suggestion(name.text, known));
}

// The elements of the base, in drawing order, while changes are made to them.
class Elements {
 public:
  Elements(std::vector<YamlNode> base, Findings& findings)
      : findings_(findings),
        list_(std::make_move_iterator(base.begin()), std::make_move_iterator(base.end())) {
    for (auto element = list_.begin(); element != list_.end(); ++element) {
      by_name_.emplace(name_of(*element), element);
    }
  }

  void remove(const YamlNode& name) {
    const auto found = by_name_.find(name.text);
    if (found == by_name_.end()) {
      report_unknown("template/unknown-element", name, {"element", "元素"}, names(), findings_);
      return;
    }
    list_.erase(found->second);
    by_name_.erase(found);
  }

  void put(YamlNode element) {
    const std::string name(name_of(element));
    const Findings::Subject subject(findings_, name.size() <= kMaxNameLength ? name : "", "");
    const auto place = placed(element);
    const auto known = by_name_.find(name);
    // The name of one that this same file has put is a mistake, which the reader reports.
    const bool is_new = !put_.insert(name).second || known == by_name_.end();
    if (is_new && !name.empty() && element.find("type") == nullptr) {
      report_unknown("template/unknown-element", *element.find("name"), {"element", "元素"},
                     names(), findings_);
    } else if (is_new) {
      by_name_.emplace(name, list_.insert(place.value_or(list_.end()), std::move(element)));
    } else {
      *known->second = merged_element(std::move(*known->second), std::move(element));
      if (place) {
        list_.splice(*place, list_, known->second);
      }
    }
  }

  std::vector<YamlNode> take() {
    return {std::make_move_iterator(list_.begin()), std::make_move_iterator(list_.end())};
  }

 private:
  using Position = std::list<YamlNode>::iterator;

  [[nodiscard]] std::vector<std::string_view> names() const {
    std::vector<std::string_view> out;
    for (const auto& [name, element] : by_name_) {
      out.emplace_back(name);
    }
    return out;
  }

  // Where `before` or `after` puts the element; takes these keys out of it.
  std::optional<Position> placed(YamlNode& element) {
    const YamlNode before = taken(element, "before");
    const YamlNode after = taken(element, "after");
    if (before.kind == Kind::kNull && after.kind == Kind::kNull) {
      return std::nullopt;
    }
    const YamlNode& name = after.kind == Kind::kNull ? before : after;
    if (before.kind != Kind::kNull && after.kind != Kind::kNull) {
      findings_.error("template/wrong-type", name.offset,
                      {"an element stands before another one or after one, not both",
                       "'before' 与 'after' 只能给出一个"});
      return std::nullopt;
    }
    const auto found = by_name_.find(name.text);
    if (found == by_name_.end()) {
      report_unknown("template/unknown-element", name, {"element", "元素"}, names(), findings_);
      return std::nullopt;
    }
    return after.kind == Kind::kNull ? found->second : std::next(found->second);
  }

  Findings& findings_;
  std::list<YamlNode> list_;
  std::map<std::string, Position, std::less<>> by_name_;
  std::set<std::string> put_;  // names that the file itself has put
};

YamlNode merged_elements(YamlNode base, YamlNode over, const std::vector<const YamlNode*>& removed,
                         Findings& findings) {
  if (base.kind != Kind::kNull && base.kind != Kind::kSequence) {
    return base;
  }
  if (over.kind != Kind::kNull && over.kind != Kind::kSequence) {
    return over;
  }
  YamlNode merged = over.kind == Kind::kNull ? YamlNode(base.kind, base.offset)
                                             : YamlNode(over.kind, over.offset);
  Elements elements(std::move(base.items), findings);
  for (const YamlNode* name : removed) {
    elements.remove(*name);
  }
  for (YamlNode& element : over.items) {
    elements.put(std::move(element));
  }
  merged.items = elements.take();
  return merged;
}

void remove_fields(const std::vector<const YamlNode*>& names, YamlNode& fields,
                   Findings& findings) {
  std::map<std::string_view, const YamlNode*> not_found;
  for (const YamlNode* name : names) {
    not_found.emplace(name->text, name);
  }
  std::erase_if(fields.entries,
                [&](const YamlEntry& entry) { return not_found.erase(entry.key.text) > 0; });
  std::vector<std::string_view> known;
  for (const YamlEntry& entry : fields.entries) {
    known.emplace_back(entry.key.text);
  }
  for (const auto& [text, name] : not_found) {
    report_unknown("template/unknown-field", *name, {"field", "字段"}, known, findings);
  }
}

void put_entry(YamlNode& mapping, std::string_view key, YamlNode value) {
  if (value.kind != Kind::kNull) {
    YamlNode name(Kind::kScalar, value.offset);
    name.text = key;
    mapping.entries.push_back({std::move(name), std::move(value)});
  }
}

}  // namespace

std::vector<Key> removing_keys() {
  return {{.name = "remove",
           .type = Type::kMapping,
           .table = remove_table,
           .says = "What the extended file has and this one does not.",
           .example = "{\"elements\": [\"permit_number\"], \"fields\": [\"permit_number\"]}"}};
}

std::vector<Key> placing_keys() {
  return {
      {.name = "before",
       .type = Type::kIdentifier,
       .says = "Name of the element of the extended file that this one is drawn before.",
       .example = "\"issue_date\""},
      {.name = "after",
       .type = Type::kIdentifier,
       .says = "Name of the element of the extended file that this one is drawn after.",
       .example = "\"holder_name\""},
  };
}

YamlNode laid_over(YamlNode base, YamlNode over, Scope& scope) {
  const bool removes = over.find("remove") != nullptr;
  const YamlNode remove = removes ? taken(over, "remove") : YamlNode(Kind::kMapping, over.offset);
  MappingReader removed(remove, remove_table(), scope);

  const auto merged = [&](std::string_view key, const auto& merge) {
    return merge(taken(base, key), taken(over, key));
  };
  const auto by = [](auto merge) {
    return [merge](YamlNode below, YamlNode above) {
      return merged_entries(std::move(below), std::move(above), merge);
    };
  };
  YamlNode page = merged("page", merged_keys);
  YamlNode colors = merged("colors", merged_keys);
  YamlNode styles = merged("styles", by(merged_keys));
  YamlNode fields = merged("fields", [&](YamlNode below, YamlNode above) {
    remove_fields(removed.words("fields"), below, scope.findings);
    return merged_entries(std::move(below), std::move(above), merged_field);
  });
  YamlNode rules = merged("rules", appended);
  YamlNode elements = merged("elements", [&](YamlNode below, YamlNode above) {
    return merged_elements(std::move(below), std::move(above), removed.words("elements"),
                           scope.findings);
  });

  YamlNode out = merged_keys(std::move(base), std::move(over));
  put_entry(out, "page", std::move(page));
  put_entry(out, "colors", std::move(colors));
  put_entry(out, "styles", std::move(styles));
  put_entry(out, "fields", std::move(fields));
  put_entry(out, "rules", std::move(rules));
  put_entry(out, "elements", std::move(elements));
  return out;
}

}  // namespace certpress::parse
