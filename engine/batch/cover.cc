#include "cover.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "columns.h"
#include "errors_csv.h"

namespace certpress::batch {

namespace {

// "2026-11-29" -> "2026年11月29日"
std::string chinese_date(const std::string& date) {
  return date.size() == 10
             ? date.substr(0, 4) + "年" + date.substr(5, 2) + "月" + date.substr(8, 2) + "日"
             : date;
}

const char* layer_text(LayerChoice layer) {
  switch (layer) {
    case LayerChoice::kStock:
      return "预印底版";
    case LayerChoice::kInk:
      return "套打内容（须装入预印底版）";
    case LayerChoice::kProof:
      return "校样（不得发放）";
    case LayerChoice::kAll:
      break;
  }
  return "完整证照（空白纸）";
}

std::string paper_text(const Paper& paper, const Job& job, std::size_t sheets) {
  const PaperSize size = paper.size();
  std::string out = fmt::format("{} 张，{:g} × {:g} 毫米", sheets, size.width_mm, size.height_mm);
  if (paper.cells() > 1) {
    out += fmt::format("，每张 {} 份", paper.cells());
  }
  return out + (job.duplex == Duplex::kNone       ? "，单面"
                : job.duplex == Duplex::kLongEdge ? "，双面（长边翻转）"
                                                  : "，双面（短边翻转）");
}

std::string range_text(std::size_t first, std::size_t count) {
  return count == 1 ? std::to_string(first) : fmt::format("{}–{}", first, first + count - 1);
}

// The next numbers of the stock, which are taken by this.
std::string take_serials(Serials& serials, std::size_t count) {
  std::string out =
      fmt::format("{}", fmt::join(serials.next_ranges(static_cast<std::int64_t>(count)), "，"));
  for (std::size_t i = 0; i < count; ++i) {
    if (const auto next = serials.next()) {
      serials.take(*next);
    }
  }
  return out;
}

void add_groups(const TemplateInfo& info, const Job& job, const Plan& plan, Serials serials,
                CoverSheet& out) {
  const bool numbered = !serials.empty();
  const FieldInfo& field = info.fields.at(field_called(info, job.collate).value());
  out.columns = {
      {"序号", 12, true}, {field.label, 0, false}, {"份数", 16, true}, {"张次", 24, true}};
  if (numbered) {
    out.columns.push_back({"底版编号", 46, false});
  }
  for (const Plan::Group& group : plan.groups()) {
    out.lines.push_back({std::to_string(out.lines.size() + 1),
                         group.name.empty() ? "（未填写）" : group.name,
                         std::to_string(group.rows.size()),
                         range_text(group.first_sheet + 1, plan.sheets_of(group))});
    if (numbered) {
      out.lines.back().push_back(take_serials(serials, group.rows.size()));
    }
  }
  out.lines.push_back({"", "合计", std::to_string(plan.rows()), std::to_string(plan.sheets())});
  out.lines.back().resize(out.columns.size());
}

}  // namespace

CoverSheet cover_of(const TemplateInfo& info, const Job& job, const Paper& paper, const Plan& plan,
                    std::int64_t rows, Serials serials) {
  CoverSheet out;
  out.page = paper.size();
  out.two_sided = job.duplex != Duplex::kNone;
  out.title = "制证批次封面";
  out.subtitle = info.title;
  const auto made = static_cast<std::int64_t>(plan.rows());
  out.facts = {{"制证日期", chinese_date(job.cover_date)},
               {"模　　板", fmt::format("{}　版本 {}", info.id, info.version)},
               {"数据表格", job.table.filename().string()},
               {"打印内容", layer_text(job.render.layer)},
               {"用　　纸", paper_text(paper, job, plan.sheets())},
               {"记　　录", fmt::format("{} 条", rows)},
               {"制　　成", fmt::format("{} 份", made)},
               {"未 制 成", rows == made ? std::string("无")
                                         : fmt::format("{} 条，原因见 {}", rows - made,
                                                       errors_of(job.out).filename().string())}};
  if (job.render.printer) {
    out.facts.emplace_back("打 印 机", fmt::format("{}，纸盒 {}", job.render.printer->printer,
                                                   job.render.printer->tray));
  }
  if (!serials.empty()) {
    out.facts.emplace_back("底版编号",
                           fmt::format("{}", fmt::join(serials.next_ranges(made), "，")));
  }
  if (!job.collate.empty()) {
    add_groups(info, job, plan, std::move(serials), out);
  }
  out.signatures = {"制证", "复核", "领取"};
  return out;
}

}  // namespace certpress::batch
