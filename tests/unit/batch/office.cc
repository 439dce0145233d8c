#include "office.h"

#include <algorithm>

#include "places.h"
#include "support/image.h"

namespace certpress::batch {

namespace fs = std::filesystem;

namespace {

constexpr const char* kTemplate = R"(certpress: 1
id: card
title: 样例卡
version: 1.0.0
page: {size: [30, 20]}
fields:
  number: {label: 编号, kind: text, required: true, max_length: 12}
  holder_name: {label: 姓名, kind: name, required: true, max_length: 20}
  photo: {label: 照片, kind: image}
elements:
  - {type: text, name: number, box: [2, 2, 18, 6], text: '{number}', size: 9}
  - {type: text, name: holder_name, box: [2, 10, 18, 6], text: '{holder_name}', size: 9}
  - {type: photo, name: photo, box: [21, 2, 7, 9], field: photo}
)";

}  // namespace

Office::Office() : folder(tests::test_folder()) {
  fs::create_directories(folder / "templates/card");
  tests::write_file((folder / "templates/card/template.yaml").string(), kTemplate);
  const fs::path source(CERTPRESS_SOURCE_DIR);
  engine = std::make_unique<Engine>(std::make_shared<FolderResources>(
      FolderResources::Folders{{folder / "templates"}, source / "fonts"}));
  prepared = engine->prepare("card");
}

void Office::table(const std::vector<std::string>& lines, const std::string& name) {
  std::string text = "number,holder_name,photo\n";
  for (const std::string& line : lines) {
    text += line + "\n";
  }
  tests::write_file((folder / name).string(), text);
}

std::vector<std::string> Office::lines(int count, const std::vector<int>& wrong) {
  std::vector<std::string> out;
  for (int i = 1; i <= count; ++i) {
    const bool is_wrong = std::ranges::find(wrong, i) != wrong.end();
    out.push_back((is_wrong ? std::string() : std::to_string(i)) + ",甲乙丙,");
  }
  return out;
}

Job Office::job(const std::string& out) const {
  Job job;
  job.table = folder / "table.csv";
  job.out = folder / out;
  job.render.dpi = 50;
  job.workers = 3;
  return job;
}

Summary Office::run(const Job& job, Start start) {
  return batch::run(*engine, *prepared, *open_table(*prepared, job), job, start, {});
}

Summary Office::check(const Job& job, std::vector<int>* refused) {
  return batch::check(*engine, *prepared, *open_table(*prepared, job), job, folder / "check.csv",
                      [&](int row, const std::vector<Diagnostic>& /*why*/) {
                        if (refused != nullptr) {
                          refused->push_back(row);
                        }
                      },
                      {});
}

std::vector<std::string> Office::refused_with(const Job& job, Start start) {
  try {
    return codes_of([&] { run(job, start); });
  } catch (const Stopped& stopped) {
    return {"stopped:" + std::to_string(stopped.row())};
  }
}

std::map<std::string, std::string> Office::files(const std::string& out) const {
  std::map<std::string, std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder / out)) {
    found[entry.path().lexically_relative(folder / out).string()] =
        entry.is_regular_file() ? tests::read_file(entry.path().string()) : "folder";
  }
  return found;
}

}  // namespace certpress::batch
