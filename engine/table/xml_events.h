// XML as events, streamed: expat behind one class. Names come without namespace and prefix.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace certpress::table {

class XmlEvents {
 public:
  using Attributes = std::map<std::string, std::string, std::less<>>;

  XmlEvents();
  virtual ~XmlEvents();
  XmlEvents(const XmlEvents&) = delete;
  XmlEvents& operator=(const XmlEvents&) = delete;

  // Calls back for all that these bytes complete; what the callbacks throw passes through. Throws
  // std::runtime_error when it is no XML, has a document type, or a tag is unreasonably long.
  void feed(std::string_view bytes, bool last);

 protected:
  virtual void begin(std::string_view name, const Attributes& attributes) = 0;
  virtual void end(std::string_view name) = 0;
  virtual void text(std::string_view part) = 0;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace certpress::table
