// certpress_manual DATE FOLDER: writes the manual pages, English and Chinese, and the completions
// of both programs.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "certpress/version.h"

#include "cli/app.h"
#include "completions.h"
#include "man_page.h"
#include "service/arguments.h"

namespace certpress::manual {

namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (!out) {
    throw std::runtime_error("cannot write " + file.string());
  }
}

Command command_line(Language language) {
  cli::Session session{language, {}};
  CLI::App app;
  cli::add_commands(app, session);
  return outline_of(app, "certpress");
}

Command service_line(Language language) {
  service::Arguments arguments;
  CLI::App app;
  service::add_arguments(app, arguments, language);
  return outline_of(app, "certpressd");
}

std::vector<std::pair<std::string, std::string>> environment(Language language) {
  if (language == Language::kChinese) {
    return {
        {"CERTPRESS_HOME", "含 templates/ 和 fonts/ 的文件夹；默认为程序旁的 ../share/certpress。"},
        {"CERTPRESS_TEMPLATES",
         "按编号查找模板的文件夹，以冒号分隔，先找到者优先；默认为 CERTPRESS_HOME 中的 "
         "templates/。"},
        {"CERTPRESS_FONT_ROOT", "字体文件所在的文件夹；默认 /usr/share/fonts。"},
        {"CERTPRESS_CACHE", "保存预处理结果的文件夹，为空则不保存；默认 ~/.cache/certpress。"},
        {"LC_ALL, LC_MESSAGES, LANG", "消息语言：以 zh 开头为中文，否则为英文。"}};
  }
  return {{"CERTPRESS_HOME",
           "The folder that holds templates/ and fonts/; ../share/certpress beside the program by "
           "default."},
          {"CERTPRESS_TEMPLATES",
           "Folders in which templates are looked for by id, parted by colons, the first hit wins; "
           "templates/ of CERTPRESS_HOME by default."},
          {"CERTPRESS_FONT_ROOT", "The folder of the font files; /usr/share/fonts by default."},
          {"CERTPRESS_CACHE",
           "The folder that keeps prepared work, empty for none; ~/.cache/certpress by default."},
          {"LC_ALL, LC_MESSAGES, LANG",
           "Language of messages: Chinese when it begins with zh, else English."}};
}

void write_pages(const fs::path& folder, const std::string& date, Language language) {
  PageText text{.date = date, .version = "certpress " + version(), .language = language};
  const Command program = command_line(language);
  text.environment = environment(language);
  text.see_also = {"certpressd(8)", "/usr/share/doc/certpress/README.md"};
  write(folder / "man1/certpress.1", man_page(program, Below::kNamed, text));
  text.environment.clear();
  text.see_also = {"certpress(1)"};
  for (const Command& command : program.commands) {
    write(folder / "man1" / (page_name(command) + ".1"), man_page(command, Below::kTold, text));
  }
  text.section = '8';
  text.see_also = {"certpress(1)", "/usr/share/doc/certpress/service/README.md"};
  write(folder / "man8/certpressd.8", man_page(service_line(language), Below::kTold, text));
}

void write_all(const std::string& date, const fs::path& folder) {
  write_pages(folder / "man", date, Language::kEnglish);
  write_pages(folder / "man/zh_CN", date, Language::kChinese);
  for (const Command& program :
       {command_line(Language::kEnglish), service_line(Language::kEnglish)}) {
    const std::string& name = program.path;
    write(folder / "bash" / name, bash_completion(program));
    write(folder / "zsh" / ("_" + name), zsh_completion(program));
    write(folder / "fish" / (name + ".fish"), fish_completion(program));
  }
}

}  // namespace

}  // namespace certpress::manual

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: certpress_manual DATE FOLDER\n";
    return 2;
  }
  try {
    certpress::manual::write_all(argv[1], argv[2]);
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "certpress_manual: " << error.what() << '\n';
    return 1;
  }
}
