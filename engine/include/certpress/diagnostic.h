// What is wrong with an input, where, and what to do about it.
//
// Input that is not acceptable is refused with the list of all problems found, carried by the one
// exception of the engine, Refused. Codes never change their meaning: programs match on the code,
// people read the message.
//
// Personal data: a message names fields and code points and never repeats a value.
#pragma once

#include <exception>
#include <string>
#include <vector>

namespace certpress {

enum class Severity { kError, kWarning, kNote };

enum class Language { kEnglish, kChinese };

// One sentence in both languages, without a full stop at its end.
struct Message {
  std::string en;
  std::string zh;

  [[nodiscard]] bool empty() const { return en.empty(); }
  [[nodiscard]] const std::string& in(Language language) const {
    return language == Language::kChinese ? zh : en;
  }
};

// Where a problem is. Whatever does not apply stays empty or 0.
struct Place {
  std::string file;         // as the caller named it
  int line = 0;             // 1-based
  int column = 0;           // 1-based, counted in characters
  std::string source_line;  // the text of that line, for the caret
  std::string element;      // name of the template's element
  std::string field;        // name of the template's field
  std::string pointer;      // JSON pointer into the record (RFC 6901)
  int row = 0;              // 1-based row of a table of records
};

struct Diagnostic {
  Severity severity = Severity::kError;
  std::string code;  // "template/unknown-key"
  Place place;
  Message message;
  Message hint;  // empty when there is nothing to advise
};

// Thrown when input is refused. Holds at least one error.
class Refused : public std::exception {
 public:
  explicit Refused(std::vector<Diagnostic> diagnostics);
  explicit Refused(Diagnostic diagnostic);

  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const noexcept { return diagnostics_; }
  // The first error in English: for whoever did not expect the exception.
  [[nodiscard]] const char* what() const noexcept override;

 private:
  std::vector<Diagnostic> diagnostics_;
  std::string what_;
};

// The diagnostic as a person reads it, several lines, each ended by a newline:
//
//   templates/x/template.yaml:12:5: error: unknown key 'colour' [template/unknown-key]
//      12 |     colour: red
//         |     ^
//     hint: did you mean 'color'?
std::string to_text(const Diagnostic& diagnostic, Language language);

}  // namespace certpress
