// The problems found in one file while it is read, each with its place.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "certpress/diagnostic.h"

#include "source_text.h"

namespace certpress::parse {

// Errors beyond these are not listed: a file of junk could make a hundred thousand.
inline constexpr std::size_t kMaxErrors = 100;

// What was found in a template and in all files that it names.
class Report {
 public:
  void add(Diagnostic diagnostic);
  [[nodiscard]] bool has_errors() const { return errors_ > 0; }
  [[nodiscard]] bool is_full() const { return errors_ >= kMaxErrors; }
  // In the order of the text, the files in the order of their first problem.
  [[nodiscard]] std::vector<Diagnostic> sorted() const;

 private:
  std::vector<Diagnostic> list_;
  std::size_t errors_ = 0;
};

// Adds to a Report what stands at a byte of one file. Refers to both; they must live longer.
class Findings {
 public:
  Findings(const SourceText& source, Report& report) : source_(source), report_(report) {}

  void error(std::string code, std::size_t offset, Message message, Message hint = {});
  void warning(std::string code, std::size_t offset, Message message, Message hint = {});

  // Until its end, problems are said to be of this element or field.
  class Subject {
   public:
    Subject(Findings& findings, std::string element, std::string field);
    ~Subject();
    Subject(const Subject&) = delete;
    Subject& operator=(const Subject&) = delete;

   private:
    Findings& findings_;
  };

  [[nodiscard]] Place place(std::size_t offset) const;
  [[nodiscard]] const SourceText& source() const { return source_; }
  [[nodiscard]] Report& report() const { return report_; }

 private:
  const SourceText& source_;
  Report& report_;
  std::string element_;
  std::string field_;
};

}  // namespace certpress::parse
