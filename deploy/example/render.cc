// render TEMPLATE RECORD.json OUT.png: a certificate by libcertpress. Also:
//   c++ -std=c++20 render.cc $(pkg-config --cflags --libs certpress) -o render
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>

#include <certpress/engine.h>

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: render TEMPLATE RECORD.json OUT.png\n";
    return 2;
  }
  try {
    certpress::FolderResources::Folders folders;
    folders.templates = {"/usr/share/certpress/templates"};
    folders.fonts = "/usr/share/certpress/fonts";
    const certpress::Engine engine(std::make_shared<certpress::FolderResources>(folders));
    // Once for each template; as many records and threads as there are may use it then.
    const auto prepared = engine.prepare(argv[1]);

    std::ifstream in(argv[2], std::ios::binary);
    if (!in) {
      std::cerr << "cannot read the record\n";
      return 1;
    }
    certpress::RecordInput record;
    record.json.assign(std::istreambuf_iterator<char>(in), {});
    const certpress::Rendered certificate = engine.render(*prepared, record, {});

    std::ofstream out(argv[3], std::ios::binary);
    out << certificate.bytes;
    out.close();
    return out ? 0 : 1;
  } catch (const certpress::Refused& refused) {  // everything that is wrong, not only the first
    for (const certpress::Diagnostic& diagnostic : refused.diagnostics()) {
      std::cerr << certpress::to_text(diagnostic, certpress::Language::kEnglish);
    }
    return 3;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
  }
}
