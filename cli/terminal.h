// Talking to the person at the terminal: the language, and diagnostics on standard error.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "certpress/diagnostic.h"

namespace certpress::cli {

// A failure of the environment, told in both languages: exit code 1.
class Failure : public std::runtime_error {
 public:
  explicit Failure(Message message)
      : std::runtime_error(message.en), message_(std::move(message)) {}
  [[nodiscard]] const Message& message() const { return message_; }

 private:
  Message message_;
};

// The command was not called as it must be: exit code 2.
class UsageError : public Failure {
 public:
  using Failure::Failure;
};

// --lang en|zh when given anywhere among the arguments, else the locale of the environment.
// Decided before the arguments are parsed, because the help is in that language too.
Language language_of(int argc, const char* const* argv);

void print(const std::vector<Diagnostic>& diagnostics, Language language);
void print_error(const Message& message, Language language);

// How many columns the text takes on a terminal, and the text padded to that many.
std::string padded(const std::string& text, int columns);

}  // namespace certpress::cli
