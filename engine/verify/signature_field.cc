#include "signature_field.h"

#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "key_lists.h"

namespace certpress::verify {
namespace {

// One signature, and a document timestamp every few years.
constexpr std::size_t kMaxFields = 100;

enum class Kind { kContent, kDocumentTimestamp };

// What its signature dictionary says it is.
Kind kind_of(const cos::File& file, const SignatureField& field) {
  const cos::Object type = file.resolved(field.value, "Type");
  const cos::Object filter = file.resolved(field.value, "SubFilter");
  if (type.is_name("DocTimeStamp") && filter.is_name("ETSI.RFC3161")) {
    return Kind::kDocumentTimestamp;
  }
  if (type.is_name("Sig") && filter.is_name("ETSI.CAdES.detached")) {
    return Kind::kContent;
  }
  throw Objection("signature/field",
                  {"a signature is neither PAdES (ETSI.CAdES.detached) nor a document timestamp",
                   "有一个签名既不是 PAdES（ETSI.CAdES.detached），也不是文档时间戳"});
}

SignatureField read_field(const cos::File& file, const cos::Object& entry) {
  const auto* reference = entry.as<cos::Reference>();
  const auto indirect = reference != nullptr ? file.object(reference->number) : std::nullopt;
  const auto* dictionary = indirect ? indirect->object.as<cos::Dictionary>() : nullptr;
  if (dictionary == nullptr || !file.resolved(*dictionary, "FT").is_name("Sig")) {
    throw Objection("file/forms",
                    {"the form has a field that is not a signature", "表单中有不是签名的域"});
  }
  require_keys(*dictionary, kFieldKeys, "file/forms", {"a signature field", "签名域"});
  const cos::Object* value = dictionary->find("V");
  const auto* value_reference = value != nullptr ? value->as<cos::Reference>() : nullptr;
  const auto signature =
      value_reference != nullptr ? file.object(value_reference->number) : std::nullopt;
  const auto* signature_dictionary =
      signature && !signature->stream ? signature->object.as<cos::Dictionary>() : nullptr;
  if (signature_dictionary == nullptr) {
    throw Objection("signature/field", {"a signature field has no signature dictionary of its own",
                                        "有签名域没有自己的签名字典"});
  }
  require_keys(*signature_dictionary, kSignatureKeys, "signature/field",
               {"a signature dictionary", "签名字典"});
  return {reference->number, *dictionary, value_reference->number, *signature_dictionary,
          signature->begin};
}

void add(const cos::File& file, const cos::Object& entry, SignatureFields& found) {
  SignatureField field = read_field(file, entry);
  if (kind_of(file, field) == Kind::kDocumentTimestamp) {
    found.document_timestamps.push_back(std::move(field));
    return;
  }
  if (found.content) {
    throw Objection("signature/field",
                    {"there is more than one signature of the content", "对内容的签名不止一个"});
  }
  found.content = std::move(field);
}

}  // namespace

SignatureFields find_signatures(const cos::File& file, CheckList& checks) {
  SignatureFields found;
  const cos::Object catalog = file.resolved(cos::reference(file.catalog()));
  const auto* root = catalog.as<cos::Dictionary>();
  const cos::Object form = root != nullptr ? file.resolved(*root, "AcroForm") : cos::Object{};
  const auto* form_dictionary = form.as<cos::Dictionary>();
  if (form_dictionary == nullptr) {
    return found;
  }
  const cos::Object fields = file.resolved(*form_dictionary, "Fields");
  const auto* entries = fields.as<cos::Array>();
  if (entries != nullptr && entries->size() > kMaxFields) {
    checks.broken("file/forms", {"the form has too many fields", "表单域过多"});
    return found;
  }
  std::set<int> seen;
  for (const cos::Object& entry : entries != nullptr ? *entries : cos::Array{}) {
    const auto* reference = entry.as<cos::Reference>();
    if (reference != nullptr && !seen.insert(reference->number).second) {
      checks.broken("signature/field", {"a field is listed twice", "有签名域被列出两次"});
      continue;
    }
    try {
      add(file, entry, found);
    } catch (const Objection& objection) {
      checks.broken(objection);
    }
  }
  if (found.content) {
    checks.passed("signature/field", {"one signature of the content, found through the form",
                                      "经由表单找到唯一的内容签名"});
  }
  return found;
}

namespace {

// The /Reference array of the signature dictionary says what kind of signature it is.
bool forbids_changes(const cos::File& file, const SignatureField& content) {
  const cos::Object references = file.resolved(content.value, "Reference");
  const auto* array = references.as<cos::Array>();
  if (array == nullptr || array->size() != 1) {
    return false;
  }
  const cos::Object reference = file.resolved(array->front());
  const auto* dictionary = reference.as<cos::Dictionary>();
  if (dictionary == nullptr || !file.resolved(*dictionary, "TransformMethod").is_name("DocMDP")) {
    return false;
  }
  const cos::Object parameters = file.resolved(*dictionary, "TransformParams");
  const auto* values = parameters.as<cos::Dictionary>();
  const cos::Object permission = values != nullptr ? file.resolved(*values, "P") : cos::Object{};
  const auto* level = permission.as<std::int64_t>();
  return level != nullptr && *level == 1;
}

}  // namespace

void check_certification(const cos::File& file, const SignatureField& content, CheckList& checks) {
  const cos::Object catalog = file.resolved(cos::reference(file.catalog()));
  const auto* root = catalog.as<cos::Dictionary>();
  const cos::Object permissions = root != nullptr ? file.resolved(*root, "Perms") : cos::Object{};
  const auto* entries = permissions.as<cos::Dictionary>();
  const cos::Object* named = entries != nullptr ? entries->find("DocMDP") : nullptr;
  const auto* reference = named != nullptr ? named->as<cos::Reference>() : nullptr;
  if (reference == nullptr || reference->number != content.value_number ||
      entries->entries.size() != 1) {
    checks.broken("signature/certification",
                  {"the catalog's permissions do not name this signature, and it alone",
                   "文档目录的权限（Perms）没有指明且仅指明此签名"});
    return;
  }
  if (!forbids_changes(file, content)) {
    checks.broken("signature/certification",
                  {"the signature does not forbid every change (DocMDP with P 1)",
                   "签名没有声明禁止一切修改（DocMDP，P 为 1）"});
    return;
  }
  checks.passed("signature/certification",
                {"it certifies the document and forbids every change (DocMDP, P 1)",
                 "该签名认证整个文档并禁止一切修改（DocMDP，P 为 1）"});
}

}  // namespace certpress::verify
