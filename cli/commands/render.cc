// certpress render: one record to one file.
#include <charconv>
#include <chrono>
#include <memory>
#include <optional>

#include "../files.h"
#include "../home.h"
#include "../terminal.h"
#include "commands.h"

namespace certpress::cli {

namespace {

struct Arguments {
  std::string tmpl;
  std::string data;
  std::string out;
  std::string format;
  std::string layer = "all";
  std::string time;
  double dpi = 150;
  int width = 0;
  bool blank = false;
};

Format format_of(const Arguments& arguments) {
  const std::string name = !arguments.format.empty()
                               ? arguments.format
                               : std::filesystem::path(arguments.out).extension().string();
  if (name == "png" || name == ".png") {
    return Format::kPng;
  }
  if (name == "pdf" || name == ".pdf") {
    return Format::kPdf;
  }
  throw UsageError({"say --format png or --format pdf: the output's name does not tell",
                    "请指定 --format png 或 --format pdf：无法从输出文件名判断"});
}

// "2024-03-01T08:00:00Z": a document's time is the caller's to give, so that equal inputs give
// equal bytes.
std::optional<std::time_t> time_of(const std::string& text) {
  if (text.empty()) {
    return std::nullopt;
  }
  const UsageError bad({"--time takes UTC as 2024-03-01T08:00:00Z",
                        "--time 须为 UTC 时间，如 2024-03-01T08:00:00Z"});
  int part[6] = {};
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd:ddZ";
  if (text.size() != kShape.size()) {
    throw bad;
  }
  std::size_t index = 0;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kShape[i] == 'd' ? !digit : text[i] != kShape[i]) {
      throw bad;
    }
    if (digit) {
      part[index] = part[index] * 10 + (text[i] - '0');
    } else {
      ++index;
    }
  }
  using namespace std::chrono;
  const year_month_day date{year{part[0]}, month{static_cast<unsigned>(part[1])},
                            day{static_cast<unsigned>(part[2])}};
  if (!date.ok() || part[3] > 23 || part[4] > 59 || part[5] > 59) {
    throw bad;
  }
  return system_clock::to_time_t(sys_days{date} + hours{part[3]} + minutes{part[4]} +
                                 seconds{part[5]});
}

RenderOptions options_of(const Arguments& arguments) {
  RenderOptions options;
  options.format = format_of(arguments);
  options.dpi = arguments.dpi;
  options.width_px = arguments.width;
  options.layer = arguments.layer == "stock" ? LayerChoice::kStock
                  : arguments.layer == "ink" ? LayerChoice::kInk
                                             : LayerChoice::kAll;
  options.time = time_of(arguments.time);
  return options;
}

ExitCode render(const Arguments& arguments, Language language) {
  if (arguments.blank != arguments.data.empty()) {
    throw UsageError({"give either --data or --blank", "请给出 --data 或 --blank 其中之一"});
  }
  const RenderOptions options = options_of(arguments);
  const TemplateChoice choice = choose_template(arguments.tmpl);
  const auto engine = make_engine(choice);
  const auto prepared = engine->prepare(choice.id);
  RecordInput input;
  if (arguments.blank) {
    input.blank = true;
  } else {
    input = read_record(arguments.data);
  }
  const Rendered rendered = engine->render(*prepared, input, options);
  print(rendered.remarks, language);
  write_output(arguments.out, rendered.bytes);
  return kDone;
}

}  // namespace

void add_render(CLI::App& app, Session& session) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "render", session.say("Render a record to PNG or PDF", "将一条记录渲染为 PNG 或 PDF"));
  command
      ->add_option(
          "-t,--template", arguments->tmpl,
          session.say("Template: an id, or the path of its folder", "模板：编号，或其文件夹路径"))
      ->required();
  command->add_option(
      "-d,--data", arguments->data,
      session.say("Record (JSON); - reads standard input", "记录（JSON）；- 表示标准输入"));
  command
      ->add_option("-o,--out", arguments->out,
                   session.say("Output; - writes standard output", "输出文件；- 表示标准输出"))
      ->required();
  command
      ->add_option("--format", arguments->format,
                   session.say("png or pdf; by default the output's ending says it",
                               "png 或 pdf；默认由输出文件名决定"))
      ->check(CLI::IsMember({"png", "pdf"}));
  CLI::Option* dpi = command
                         ->add_option("--dpi", arguments->dpi,
                                      session.say("PNG: pixels per inch, 50 to 1200 (150)",
                                                  "PNG：每英寸像素数，50 至 1200（默认 150）"))
                         ->check(CLI::Range(kMinDpi, kMaxDpi));
  command
      ->add_option(
          "--width", arguments->width,
          session.say("PNG: width in pixels instead of --dpi", "PNG：以像素计的宽度，代替 --dpi"))
      ->check(CLI::Range(1, 100'000))
      ->excludes(dpi);
  command
      ->add_option("--layer", arguments->layer,
                   session.say("all, stock (what is pre-printed) or ink (what is printed on it)",
                               "all 全部、stock 预印底版、ink 套打内容"))
      ->check(CLI::IsMember({"all", "stock", "ink"}));
  command->add_flag("--blank", arguments->blank,
                    session.say("The blank form, without a record", "空白证件，不需要记录"));
  command->add_option("--time", arguments->time,
                      session.say("PDF: its date, 2024-03-01T08:00:00Z; none by default",
                                  "PDF：文件日期，如 2024-03-01T08:00:00Z；默认不写"));
  command->footer(session.say("Examples:", "示例：") + std::string(R"(
  certpress render -t road-transport-certificate -d record.json -o out.png --dpi 300
  certpress render -t ./my-template -d - -o - --format pdf < record.json > out.pdf
  certpress render -t road-transport-certificate --blank -o blank.png --width 877)"));
  command->callback([arguments, &session] {
    session.run = [arguments, &session] { return render(*arguments, session.language); };
  });
}

}  // namespace certpress::cli
