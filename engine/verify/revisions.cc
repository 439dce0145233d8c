#include "revisions.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "key_lists.h"
#include "object_walk.h"
#include "security_store.h"

namespace certpress::verify {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMaxEvidence = 256;  // in a list of the security store
constexpr const char* kCode = "changes/revision";

const cos::Array& array_or_empty(const cos::Object& object) {
  static const cos::Array empty;
  const auto* array = object.as<cos::Array>();
  return array != nullptr ? *array : empty;
}

// Equal but for these entries; the order of keys means nothing.
bool are_equal_except(const cos::Dictionary& before, const cos::Dictionary& after,
                      std::span<const std::string_view> free) {
  const auto kept = [&](const cos::Dictionary& dictionary) {
    std::set<std::string> entries;
    for (const auto& [key, value] : dictionary.entries) {
      if (std::ranges::find(free, key) == free.end()) {
        entries.insert(key + ' ' + cos::to_text(value));
      }
    }
    return entries;
  };
  return kept(before) == kept(after);
}

// One revision, against the file as it stood before it.
class Change {
 public:
  Change(const cos::File& file, std::size_t index)
      : file_(file), now_(index + 1), before_(index), revision_(file.revisions()[index]) {}

  // Throws Objection for the first thing that is not allowed. Returns what was added, in words;
  // nothing when the revision adds nothing.
  std::optional<Message> check();

 private:
  [[nodiscard]] cos::Object now(const cos::Dictionary& of, std::string_view key) const {
    return file_.resolved(of, key, now_);
  }
  [[nodiscard]] cos::Object before(const cos::Dictionary& of, std::string_view key) const {
    return file_.resolved(of, key, before_);
  }
  [[nodiscard]] cos::Dictionary catalog(std::size_t revisions) const;
  [[nodiscard]] bool is_rewritten(int number) const { return revision_.offsets.contains(number); }

  void check_trailer() const;
  void check_catalog();
  void check_form();
  void check_new_field(const cos::Object& entry);
  void check_pages();
  void check_page(const cos::Object& node);
  void check_annotations(const cos::Array& before, const cos::Array& after) const;
  void check_store();
  void check_store_list(const cos::Dictionary& store_before, const cos::Dictionary& store_now,
                        std::string_view key);
  void check_information();
  void check_objects() const;
  // Marks the object behind an entry as one that this revision may rewrite: when the entry led to
  // it before, too. Else any object of the signed document could be declared to be evidence.
  void allow(const cos::Object* entry_before, const cos::Object* entry_now);

  const cos::File& file_;
  std::size_t now_;
  std::size_t before_;
  const cos::Revision& revision_;
  std::set<int> allowed_;               // old objects that were rewritten as they may be
  std::set<int> new_fields_;            // their numbers
  std::vector<cos::Object> additions_;  // what new objects must be reached through
  bool has_new_store_ = false;
};

[[noreturn]] void refuse(std::string en, std::string zh) {
  throw Objection(kCode, {std::move(en), std::move(zh)});
}

void Change::allow(const cos::Object* entry_before, const cos::Object* entry_now) {
  const auto* was = entry_before != nullptr ? entry_before->as<cos::Reference>() : nullptr;
  const auto* is = entry_now != nullptr ? entry_now->as<cos::Reference>() : nullptr;
  if (was != nullptr && is != nullptr && was->number == is->number) {
    allowed_.insert(is->number);
  }
}

cos::Dictionary Change::catalog(std::size_t revisions) const {
  const cos::Object root = file_.resolved(cos::reference(file_.catalog(revisions)), revisions);
  const auto* dictionary = root.as<cos::Dictionary>();
  if (dictionary == nullptr) {
    refuse("the catalog was replaced", "文档目录被替换");
  }
  return *dictionary;
}

void Change::check_trailer() const {
  constexpr std::array kFree{"Size"sv, "Prev"sv, "ID"sv};
  const cos::Dictionary& old = file_.revisions()[before_ - 1].trailer;
  require_keys(revision_.trailer, kTrailerKeys, kCode, {"a later trailer", "后来的文件尾"});
  if (!are_equal_except(old, revision_.trailer, kFree)) {
    refuse("another catalog was put in place of the signed one", "签署的文档目录被换成另一个");
  }
}

void Change::check_catalog() {
  constexpr std::array kFree{"DSS"sv, "Extensions"sv, "AcroForm"sv};
  const cos::Dictionary old = catalog(before_);
  const cos::Dictionary fresh = catalog(now_);
  require_keys(fresh, kCatalogKeys, kCode, {"the changed catalog", "修改后的文档目录"});
  if (!are_equal_except(old, fresh, kFree)) {
    refuse("the catalog was changed", "文档目录被修改");
  }
  const cos::Object* form_before = old.find("AcroForm");
  const cos::Object* form_now = fresh.find("AcroForm");
  const auto* reference = form_now != nullptr ? form_now->as<cos::Reference>() : nullptr;
  if (form_before == nullptr || form_now == nullptr ||
      (reference != nullptr && cos::to_text(*form_before) != cos::to_text(*form_now))) {
    refuse("the form was replaced", "表单被替换");
  }
  allowed_.insert(file_.catalog(now_));
  allow(form_before, form_now);
}

// /Fields may grow, by document timestamps that cannot be seen.
void Change::check_form() {
  constexpr std::array kFree{"Fields"sv, "SigFlags"sv};
  const cos::Object old = before(catalog(before_), "AcroForm");
  const cos::Object fresh = now(catalog(now_), "AcroForm");
  const auto* form_before = old.as<cos::Dictionary>();
  const auto* form_now = fresh.as<cos::Dictionary>();
  if (form_before == nullptr || form_now == nullptr ||
      !are_equal_except(*form_before, *form_now, kFree)) {
    refuse("the form was changed", "表单被修改");
  }
  allow(form_before->find("Fields"), form_now->find("Fields"));
  const cos::Object fields_before = before(*form_before, "Fields");
  const cos::Object fields_now = now(*form_now, "Fields");
  const cos::Array& was = array_or_empty(fields_before);
  const cos::Array& is = array_or_empty(fields_now);
  if (is.size() < was.size()) {
    refuse("a field was taken out of the form", "表单中的域被移除");
  }
  for (std::size_t i = 0; i < is.size(); ++i) {
    if (i >= was.size()) {
      check_new_field(is[i]);
    } else if (cos::to_text(is[i]) != cos::to_text(was[i])) {
      refuse("a field of the form was replaced", "表单中的域被替换");
    }
  }
}

bool is_zero_rectangle(const cos::Object& rectangle) {
  const auto* sides = rectangle.as<cos::Array>();
  return sides != nullptr && sides->size() == 4 &&
         std::ranges::all_of(*sides, [](const cos::Object& side) {
           const auto* whole = side.as<std::int64_t>();
           const auto* real = side.as<double>();
           return (whole != nullptr && *whole == 0) || (real != nullptr && *real == 0.0);
         });
}

void Change::check_new_field(const cos::Object& entry) {
  const auto* reference = entry.as<cos::Reference>();
  const cos::Object target = file_.resolved(entry, now_);
  const auto* field = target.as<cos::Dictionary>();
  if (reference == nullptr || field == nullptr || !is_rewritten(reference->number) ||
      file_.object(reference->number, before_)) {
    refuse("a field was added that is not a new object", "新增的域不是新对象");
  }
  require_keys(*field, kFieldKeys, kCode, {"an added field", "新增的域"});
  const cos::Object value = now(*field, "V");
  const auto* signature = value.as<cos::Dictionary>();
  if (signature == nullptr || !now(*field, "FT").is_name("Sig") ||
      !now(*signature, "Type").is_name("DocTimeStamp")) {
    refuse("a field or signature was added that is not a document timestamp",
           "新增了不是文档时间戳的域或签名");
  }
  if (field->find("AP") != nullptr || !is_zero_rectangle(now(*field, "Rect"))) {
    refuse("an added document timestamp shows on a page", "新增的文档时间戳在页面上可见");
  }
  new_fields_.insert(reference->number);
  additions_.push_back(entry);
}

// A page may get the widgets of new document timestamps, and nothing else.
void Change::check_page(const cos::Object& node) {
  constexpr std::array kFree{"Annots"sv};
  const auto* reference = node.as<cos::Reference>();
  const cos::Object old = file_.resolved(node, before_);
  const cos::Object fresh = file_.resolved(node, now_);
  const auto* page_before = old.as<cos::Dictionary>();
  const auto* page_now = fresh.as<cos::Dictionary>();
  if (reference == nullptr || page_before == nullptr || page_now == nullptr) {
    refuse("a page was replaced", "页面被替换");
  }
  if (!are_equal_except(*page_before, *page_now, kFree)) {
    refuse("a page was changed", "页面被修改");
  }
  const cos::Object annotations_before = before(*page_before, "Annots");
  const cos::Object annotations_now = now(*page_now, "Annots");
  check_annotations(array_or_empty(annotations_before), array_or_empty(annotations_now));
  allowed_.insert(reference->number);
  allow(page_before->find("Annots"), page_now->find("Annots"));
}

void Change::check_annotations(const cos::Array& before, const cos::Array& after) const {
  for (std::size_t i = 0; i < std::max(before.size(), after.size()); ++i) {
    const auto* reference = i < after.size() ? after[i].as<cos::Reference>() : nullptr;
    const bool kept =
        i < before.size() && i < after.size() && cos::to_text(before[i]) == cos::to_text(after[i]);
    const bool added =
        i >= before.size() && reference != nullptr && new_fields_.contains(reference->number);
    if (!kept && !added) {
      refuse("an annotation was added, replaced or taken away", "注释被添加、替换或移除");
    }
  }
}

void Change::check_pages() {
  std::set<int> seen;
  const cos::Dictionary root = catalog(before_);
  const cos::Object* pages = root.find("Pages");
  std::vector<cos::Object> pending{pages != nullptr ? *pages : cos::Object{}};
  while (!pending.empty()) {
    const cos::Object node = std::move(pending.back());
    pending.pop_back();
    const auto* reference = node.as<cos::Reference>();
    if (reference != nullptr && !seen.insert(reference->number).second) {
      continue;
    }
    const cos::Object old = file_.resolved(node, before_);
    const auto* dictionary = old.as<cos::Dictionary>();
    const cos::Object kids = dictionary != nullptr ? before(*dictionary, "Kids") : cos::Object{};
    if (const auto* children = kids.as<cos::Array>()) {
      pending.insert(pending.end(), children->begin(), children->end());
    } else {
      check_page(node);
    }
  }
}

// The lists of the store may grow.
void Change::check_store_list(const cos::Dictionary& store_before, const cos::Dictionary& store_now,
                              std::string_view key) {
  const cos::Object old = before(store_before, key);
  const cos::Object fresh = now(store_now, key);
  const cos::Array& was = array_or_empty(old);
  const cos::Array& is = array_or_empty(fresh);
  if (is.size() < was.size() || is.size() > kMaxEvidence) {
    refuse("evidence was taken out of the security store, or there is too much of it",
           "文档安全存储中的证据被移除或数量过多");
  }
  for (std::size_t i = 0; i < is.size(); ++i) {
    const auto* reference = is[i].as<cos::Reference>();
    const auto stream = reference != nullptr ? file_.object(reference->number, now_) : std::nullopt;
    if (!stream || !stream->stream ||
        (i < was.size() && cos::to_text(was[i]) != cos::to_text(is[i]))) {
      refuse("evidence in the security store was replaced", "文档安全存储中的证据被替换");
    }
  }
  allow(store_before.find(key), store_now.find(key));
}

void Change::check_store() {
  const cos::Dictionary root_before = catalog(before_);
  const cos::Dictionary root_now = catalog(now_);
  const cos::Object old = before(root_before, "DSS");
  const cos::Object fresh = now(root_now, "DSS");
  const auto* store_before = old.as<cos::Dictionary>();
  const auto* store_now = fresh.as<cos::Dictionary>();
  if (store_now == nullptr) {
    if (store_before != nullptr) {
      refuse("the security store was taken away", "文档安全存储被移除");
    }
    return;
  }
  check_security_store(file_, *store_now, now_, kCode);
  const cos::Dictionary none;
  const cos::Dictionary& was = store_before != nullptr ? *store_before : none;
  for (const std::string_view key : {"Certs"sv, "OCSPs"sv, "CRLs"sv}) {
    check_store_list(was, *store_now, key);
  }
  allow(root_before.find("DSS"), root_now.find("DSS"));
  allow(was.find("VRI"), store_now->find("VRI"));
  additions_.push_back(*root_now.find("DSS"));
  has_new_store_ = cos::to_text(old) != cos::to_text(fresh);
}

// Other programs note the time of their change there; the title must stay.
void Change::check_information() {
  constexpr std::array kFree{"ModDate"sv, "Producer"sv};
  const cos::Object* information = revision_.trailer.find("Info");
  const auto* reference = information != nullptr ? information->as<cos::Reference>() : nullptr;
  if (reference == nullptr || !is_rewritten(reference->number)) {
    return;
  }
  const cos::Object old = file_.resolved(*information, before_);
  const cos::Object fresh = file_.resolved(*information, now_);
  const auto* was = old.as<cos::Dictionary>();
  const auto* is = fresh.as<cos::Dictionary>();
  if (was == nullptr || is == nullptr || !are_equal_except(*was, *is, kFree)) {
    refuse("the document's title or description was changed", "文档标题或说明信息被修改");
  }
  allowed_.insert(reference->number);
}

void Change::check_objects() const {
  const std::set<int> reached = reachable_from(
      file_, now_, additions_, [](const cos::Dictionary&, bool) {}, "P");
  for (const auto& [number, offset] : revision_.offsets) {
    const auto old = file_.object(number, before_);
    if (!old && !reached.contains(number)) {
      refuse(fmt::format("object {} was added, which is no evidence", number),
             fmt::format("新增了不属于证据的对象 {}", number));
    }
    if (!old || allowed_.contains(number)) {
      continue;
    }
    const auto fresh = file_.object(number, now_);
    if (!fresh || cos::to_text(old->object) != cos::to_text(fresh->object) ||
        old->stream != fresh->stream) {
      refuse(fmt::format("object {} of the signed document was replaced", number),
             fmt::format("已签署文档的对象 {} 被替换", number));
    }
  }
}

std::optional<Message> Change::check() {
  check_trailer();
  check_catalog();
  check_form();
  check_pages();
  check_store();
  check_information();
  check_objects();
  const bool stamped = !new_fields_.empty();
  if (stamped) {
    return has_new_store_ ? Message{"a document timestamp and evidence", "文档时间戳及证据"}
                          : Message{"a document timestamp", "文档时间戳"};
  }
  if (has_new_store_) {
    return Message{"evidence (certificates and their status)", "证据（证书及其状态）"};
  }
  return std::nullopt;
}

}  // namespace

void check_changes(const cos::File& file, std::size_t signed_revisions, CheckList& checks) {
  const std::size_t count = file.revisions().size();
  if (count == signed_revisions) {
    checks.passed("changes/none",
                  {"nothing was added after the signature", "签名之后没有任何增补"});
  }
  for (std::size_t i = signed_revisions; i < count; ++i) {
    const std::size_t number = i + 1 - signed_revisions;
    try {
      const std::optional<Message> added = Change(file, i).check();
      if (added) {
        checks.passed(kCode, {fmt::format("addition {} after the signature: {}", number, added->en),
                              fmt::format("签名之后的第 {} 次增补：{}", number, added->zh)});
      } else {
        checks.warning(kCode, {fmt::format("addition {} after the signature adds nothing", number),
                               fmt::format("签名之后的第 {} 次增补没有内容", number)});
      }
    } catch (const Objection& objection) {
      checks.broken(
          kCode, {fmt::format("change {} after the signature: {}", number, objection.message().en),
                  fmt::format("签名之后的第 {} 次修改：{}", number, objection.message().zh)});
    }
  }
}

}  // namespace certpress::verify
