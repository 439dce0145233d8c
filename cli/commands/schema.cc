// certpress schema: the JSON Schema of the template language, for editors.
#include <iostream>

#include "certpress/engine.h"

#include "commands.h"

namespace certpress::cli {

void add_schema(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "schema",
      session.say("Print the JSON Schema of the template language", "输出模板语言的 JSON Schema"));
  command->callback([&session] {
    session.run = [] {
      std::cout << Engine::schema() << '\n';
      return kDone;
    };
  });
}

}  // namespace certpress::cli
