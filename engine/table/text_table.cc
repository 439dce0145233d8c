#include "text_table.h"

namespace certpress::table {

TextTable::TextTable(const std::filesystem::path& file, const Options& options)
    : file_(file), survey_(file_.survey()) {
  if (!options.encoding.empty()) {
    const auto named = encoding_named(options.encoding);
    if (!named) {
      throw Refused(problem("table/unknown-encoding", {file_.name()},
                            {"this encoding is not known", "不支持该编码"},
                            {"known are UTF-8, UTF-16LE, UTF-16BE, GBK and GB18030",
                             "可用：UTF-8、UTF-16LE、UTF-16BE、GBK、GB18030"}));
    }
    survey_.mark = *named == survey_.encoding ? survey_.mark : 0;
    survey_.encoding = *named;
  }
  encoding_ = name_of(survey_.encoding);
}

Diagnostic TextTable::lost(const Spot& at) const {
  return problem("table/bad-byte", at,
                 {"here are bytes that are no character of " + encoding_,
                  "此处有不属于 " + encoding_ + " 编码的字节"},
                 {"say --encoding when the table is not in " + encoding_,
                  "如表格不是 " + encoding_ + " 编码，请用 --encoding 指定"});
}

}  // namespace certpress::table
