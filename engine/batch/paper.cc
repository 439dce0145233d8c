#include "paper.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "../base/refusals.h"
#include "problem.h"

namespace certpress::batch {

namespace {

// As templates round their sizes.
constexpr double kSameSize = 0.01;  // mm

void check_back(const PreparedTemplate& prepared, const Job& job, Refusals& found) {
  if (job.duplex == Duplex::kNone && job.back == nullptr) {
    return;
  }
  if (job.back == nullptr) {
    found.add(problem("batch/no-back", {},
                      {"a template is one side: nothing is there for the other one",
                       "一个模板只有一面：没有可印在背面的内容"},
                      {"name the template of the back by --back, or leave --duplex out",
                       "请用 --back 指定背面的模板，或不使用 --duplex"}));
    return;
  }
  if (job.duplex == Duplex::kNone) {
    found.add(problem("batch/no-back", {},
                      {"a back is printed in duplex: say on which edge the sheets turn over",
                       "背面须双面打印：请指定沿哪一边翻转"},
                      {"--duplex long-edge or short-edge", "--duplex long-edge 或 short-edge"}));
  }
  const TemplateInfo& front = prepared.info();
  const TemplateInfo& back = job.back->info();
  if (std::abs(front.width_mm - back.width_mm) > kSameSize ||
      std::abs(front.height_mm - back.height_mm) > kSameSize) {
    found.add(problem("batch/back-size", {},
                      {"the template of the back has another size than that of the front",
                       "背面模板与正面模板的尺寸不同"}));
  }
  if (job.render.printer.has_value() != job.back_printer.has_value()) {
    found.add(
        problem("batch/back-not-measured", {},
                {"a printer is measured for each side: its duplex unit moves the back "
                 "otherwise than the front",
                 "打印机的正反面须分别校准：双面单元对背面的偏移与正面不同"},
                {"give both --printer and --back-printer (certpress calibrate sheet --back)",
                 "请同时给出 --printer 和 --back-printer（见 certpress calibrate sheet --back）"}));
  }
}

Imposition alone(const PaperSize& page) {
  Imposition out;
  out.sheet = page;
  out.columns = 1;
  out.rows = 1;
  return out;
}

}  // namespace

Paper::Paper(const Engine& engine, const PreparedTemplate& prepared, const Job& job)
    : engine_(engine), prepared_(prepared), job_(job) {
  Refusals found;
  const bool is_for_paper = job.render.imposition || job.render.printer;
  if (is_for_paper &&
      (job.render.layer == LayerChoice::kProof || job.render.format != Format::kPdf)) {
    found.add(problem("printing/not-for-paper", {},
                      {"only a PDF of the whole, the ink or the stock is laid on larger sheets or "
                       "corrected for a printer",
                       "只有完整证照、套打内容或底版的 PDF 可以拼版或按打印机校正"}));
  }
  check_back(prepared, job, found);
  found.throw_if_any();
  const PaperSize certificate{prepared.info().width_mm, prepared.info().height_mm};
  imposition_ = job.render.imposition ? *job.render.imposition : alone(certificate);
  imposition_.sheet = sheet_laid(imposition_, certificate);
  imposition_.sheet_either_way = false;
  imposition_.duplex = job.duplex;
  cells_ = cells_on_sheet(imposition_, certificate);
  if (is_for_paper) {
    // The blank form shows whether the printer's paper is this and takes what is on it.
    RecordInput blank;
    blank.blank = true;
    const Page front = engine.lay_out(prepared, blank, job.render.layer);
    static_cast<void>(sides(std::vector(cells_, std::vector{front}), 1, 1));
  }
}

PaperSize Paper::size() const { return imposition_.sheet; }

std::vector<Page> Paper::sides(const std::vector<Page>& certificate) const {
  std::vector<Page> out{corrected(certificate.front(), false)};
  if (certificate.size() > 1) {
    // Alone on its sheet it may still have to be turned.
    out.push_back(corrected(engine_.impose({certificate[1]}, imposition_, {true, 1, 1}), true));
  }
  return out;
}

std::vector<Page> Paper::sides(const std::vector<std::vector<Page>>& certificates,
                               std::size_t sheet, std::size_t sheets) const {
  std::size_t count = 0;
  for (const auto& certificate : certificates) {
    count = std::max(count, certificate.size());
  }
  std::vector<Page> out;
  for (std::size_t side = 0; side < count; ++side) {
    std::vector<Page> cells;
    cells.reserve(certificates.size());
    for (const auto& certificate : certificates) {
      cells.push_back(certificate.empty() ? nullptr : certificate.at(side));
    }
    out.push_back(
        corrected(engine_.impose(cells, imposition_, {side == 1, sheet, sheets}), side == 1));
  }
  return out;
}

Page Paper::corrected(const Page& page, bool is_back) const {
  const auto& printer = is_back ? job_.back_printer : job_.render.printer;
  return printer ? engine_.correct(*page, *printer) : page;
}

}  // namespace certpress::batch
