// certpress, the command: parses the arguments, runs one command, maps what happened to an exit
// code.
#include <algorithm>
#include <exception>
#include <string>

#include "certpress/batch.h"
#include "certpress/signing.h"

#include "app.h"
#include "terminal.h"

namespace certpress::cli {

namespace {

// A font that is missing or differs is a fault of the machine, not of the input.
ExitCode code_of(const Refused& refused) {
  const bool fonts = std::ranges::any_of(refused.diagnostics(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::kError && diagnostic.code.starts_with("font/");
  });
  return fonts ? kFailure : kRefused;
}

int run(int argc, const char* const* argv) {
  Session session{language_of(argc, argv), {}};
  CLI::App app;
  add_commands(app, session);
  try {
    app.parse(argc, argv);
    return session.run();
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kUsage;
  } catch (const Refused& refused) {
    print(refused.diagnostics(), session.language);
    return code_of(refused);
  } catch (const batch::Stopped& stopped) {
    print_error(stopped.message(), session.language);
    return kFailure;
  } catch (const SigningFailure& failure) {
    const auto told = [&](const std::string& text) { return text + " [" + failure.code() + "]"; };
    print_error({told(failure.message().en), told(failure.message().zh)}, session.language);
    return kFailure;
  } catch (const UsageError& error) {
    print_error(error.message(), session.language);
    return kUsage;
  } catch (const Failure& error) {
    print_error(error.message(), session.language);
    return kFailure;
  } catch (const std::bad_alloc&) {
    print_error({"not enough memory", "内存不足"}, session.language);
    return kFailure;
  } catch (const std::exception& error) {
    print_error({error.what(), error.what()}, session.language);
    return kFailure;
  }
}

}  // namespace

}  // namespace certpress::cli

int main(int argc, char** argv) { return certpress::cli::run(argc, argv); }
