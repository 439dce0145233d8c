#include "xml_events.h"

#include <cstdint>
#include <exception>
#include <stdexcept>

#include <expat.h>

namespace certpress::table {

namespace {

constexpr XML_Char kSeparator = '|';  // between namespace and name

std::string_view local(const XML_Char* name) {
  const std::string_view whole(name);
  const std::size_t at = whole.rfind(kSeparator);
  return at == std::string_view::npos ? whole : whole.substr(at + 1);
}

}  // namespace

struct XmlEvents::State {
  struct Free {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
  };
  XmlEvents* owner = nullptr;
  std::unique_ptr<XML_ParserStruct, Free> parser{XML_ParserCreateNS("UTF-8", kSeparator)};
  std::uint64_t fed = 0;
  std::exception_ptr thrown;  // no exception may pass through expat, which is C

  template <typename Call>
  static void guarded(void* self, Call call) {
    auto* state = static_cast<State*>(self);
    try {
      if (!state->thrown) {
        call(*state->owner);
      }
    } catch (...) {
      state->thrown = std::current_exception();
      XML_StopParser(state->parser.get(), XML_FALSE);
    }
  }
};

XmlEvents::XmlEvents() : state_(std::make_unique<State>()) {
  state_->owner = this;
  XML_ParserStruct* parser = state_->parser.get();
  XML_SetUserData(parser, state_.get());
  XML_SetElementHandler(
      parser,
      [](void* self, const XML_Char* name, const XML_Char** pairs) {
        State::guarded(self, [&](XmlEvents& owner) {
          Attributes attributes;
          for (; *pairs != nullptr; pairs += 2) {
            attributes.emplace(local(pairs[0]), pairs[1]);
          }
          owner.begin(local(name), attributes);
        });
      },
      [](void* self, const XML_Char* name) {
        State::guarded(self, [&](XmlEvents& owner) { owner.end(local(name)); });
      });
  XML_SetCharacterDataHandler(parser, [](void* self, const XML_Char* part, int length) {
    State::guarded(self, [&](XmlEvents& owner) {
      owner.text({part, static_cast<std::size_t>(length)});
    });
  });
  // Entities of one's own are what hostile files are made of; a workbook has none.
  XML_SetStartDoctypeDeclHandler(
      parser, [](void* self, const XML_Char* /*name*/, const XML_Char* /*system*/,
                 const XML_Char* /*public*/, int /*internal*/) {
        State::guarded(self, [](XmlEvents&) { throw std::runtime_error("a document type"); });
      });
}

XmlEvents::~XmlEvents() = default;

void XmlEvents::feed(std::string_view bytes, bool last) {
  constexpr std::int64_t kMaxTag = 1 << 20;
  XML_ParserStruct* parser = state_->parser.get();
  const XML_Status status =
      XML_Parse(parser, bytes.data(), static_cast<int>(bytes.size()), last ? 1 : 0);
  if (state_->thrown) {
    std::rethrow_exception(state_->thrown);
  }
  state_->fed += bytes.size();
  if (status != XML_STATUS_OK ||
      static_cast<std::int64_t>(state_->fed) - XML_GetCurrentByteIndex(parser) > kMaxTag) {
    throw std::runtime_error("not well-formed XML");
  }
}

}  // namespace certpress::table
