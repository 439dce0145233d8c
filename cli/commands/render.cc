// certpress render: one record to one file.
#include <array>
#include <memory>
#include <string_view>
#include <utility>

#include "../files.h"
#include "../home.h"
#include "../moment.h"
#include "../printing.h"
#include "../terminal.h"
#include "commands.h"
#include "signing.h"

namespace certpress::cli {

namespace {

struct Arguments {
  std::string tmpl;
  std::string data;
  std::string out;
  std::string format;
  std::string layer = "all";
  std::string time;
  std::string sign;  // a signing profile
  PaperArguments paper;
  double dpi = 150;
  int width = 0;
  int quality = 85;
  bool blank = false;
  bool no_cache = false;
  bool proof = false;
};

constexpr std::array<std::pair<std::string_view, Format>, 5> kFormats{{{"png", Format::kPng},
                                                                       {"pdf", Format::kPdf},
                                                                       {"jpg", Format::kJpeg},
                                                                       {"jpeg", Format::kJpeg},
                                                                       {"webp", Format::kWebp}}};

Format format_of(const Arguments& arguments) {
  const std::string ending = std::filesystem::path(arguments.out).extension().string();
  const std::string name = !arguments.format.empty() ? "." + arguments.format : ending;
  for (const auto& [word, format] : kFormats) {
    if (name.starts_with('.') && std::string_view(name).substr(1) == word) {
      return format;
    }
  }
  throw UsageError({"say --format png, jpeg, webp or pdf: the output's name does not tell",
                    "请用 --format 指定 png、jpeg、webp 或 pdf：无法从输出文件名判断"});
}

RenderOptions options_of(const Arguments& arguments) {
  RenderOptions options;
  options.format = format_of(arguments);
  options.dpi = arguments.dpi;
  options.width_px = arguments.width;
  options.quality = arguments.quality;
  options.layer = arguments.proof ? LayerChoice::kProof : layer_named(arguments.layer).value();
  apply(arguments.paper, options);
  options.time = read_moment(arguments.time);
  return options;
}

ExitCode render(const Arguments& arguments, Language language) {
  if (arguments.blank != arguments.data.empty()) {
    throw UsageError({"give either --data or --blank", "请给出 --data 或 --blank 其中之一"});
  }
  const RenderOptions options = options_of(arguments);
  if (!arguments.sign.empty() && options.format != Format::kPdf) {
    throw UsageError({"only a PDF can be signed", "只有 PDF 可以签名"});
  }
  const TemplateChoice choice = choose_template(arguments.tmpl);
  const auto engine = make_engine(choice, arguments.no_cache ? nullptr : shared_cache());
  const auto prepared = engine->prepare(choice.id);
  RecordInput input;
  if (arguments.blank) {
    input.blank = true;
  } else {
    input = read_record(arguments.data);
  }
  Rendered rendered = engine->render(*prepared, input, options);
  print(rendered.remarks, language);
  if (!arguments.sign.empty()) {
    rendered.bytes = sign_by_profile(rendered.bytes, arguments.sign, options.time, language);
  }
  write_output(arguments.out, rendered.bytes);
  return kDone;
}

}  // namespace

void add_render(CLI::App& app, Session& session) {
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = app.add_subcommand(
      "render", session.say("Render a record to a picture or PDF", "将一条记录渲染为图片或 PDF"));
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
                   session.say("png, jpeg, webp or pdf; by default the output's ending says it",
                               "png、jpeg、webp 或 pdf；默认由输出文件名决定"))
      ->check(CLI::IsMember({"png", "jpeg", "webp", "pdf"}));
  CLI::Option* dpi = command
                         ->add_option("--dpi", arguments->dpi,
                                      session.say("Pictures: pixels per inch, 50 to 1200 (150)",
                                                  "图片：每英寸像素数，50 至 1200（默认 150）"))
                         ->check(CLI::Range(kMinDpi, kMaxDpi));
  command
      ->add_option("--width", arguments->width,
                   session.say("Pictures: width in pixels instead of --dpi",
                               "图片：以像素计的宽度，代替 --dpi"))
      ->check(CLI::Range(1, 100'000))
      ->excludes(dpi);
  CLI::Option* layer = add_layer_option(*command, arguments->layer, /*takes_proof=*/true, session);
  command
      ->add_option("--quality", arguments->quality,
                   session.say("JPEG and WebP: 1 to 100 (85)", "JPEG 和 WebP：1 至 100（默认 85）"))
      ->check(CLI::Range(kMinQuality, kMaxQuality));
  command
      ->add_flag(
          "--proof", arguments->proof,
          session.say("The ink above the stock, which is pale", "校样：底版淡显，套打内容在上"))
      ->excludes(layer);
  command->add_flag("--blank", arguments->blank,
                    session.say("The blank form, without a record", "空白证件，不需要记录"));
  command->add_option("--time", arguments->time,
                      session.say("PDF: its date, 2024-03-01T08:00:00Z; none by default",
                                  "PDF：文件日期，如 2024-03-01T08:00:00Z；默认不写"));
  command->add_option("--sign", arguments->sign,
                      session.say("PDF: sign it by this profile (certpress sign --help)",
                                  "PDF：按此签名配置签名（见 certpress sign --help）"));
  command->add_flag("--no-cache", arguments->no_cache,
                    session.say("Neither read nor keep prepared work (certpress cache --help)",
                                "不读取也不保存预处理结果（见 certpress cache --help）"));
  add_paper_options(*command, arguments->paper, session);
  command->footer(session.say("Examples:", "示例：") + std::string(R"(
  certpress render -t road-transport-certificate -d record.json -o out.png --dpi 300
  certpress render -t ./my-template -d - -o - --format pdf < record.json > out.pdf
  certpress render -t road-transport-certificate --blank -o blank.png --width 877)"));
  command->callback([arguments, &session] {
    session.run = [arguments, &session] { return render(*arguments, session.language); };
  });
}

}  // namespace certpress::cli
