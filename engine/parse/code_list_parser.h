// Code lists: templates/codes/<id>.yaml -> model::CodeList.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "certpress/resources.h"

#include "../model/field.h"
#include "findings.h"
#include "key_table.h"
#include "mapping_reader.h"

namespace certpress::parse {

// The keys of a code list's file.
const Table& code_list_table();

// The lists that one template names, each read once.
class CodeLists {
 public:
  CodeLists(const Resources& resources, Report& report) : resources_(resources), report_(report) {}

  // The list that the field names under `codes`; null, with errors, when it cannot be had.
  std::shared_ptr<const model::CodeList> load(MappingReader& field);

 private:
  std::shared_ptr<const model::CodeList> read(const std::string& id, const std::string& file,
                                              const Bytes& bytes);

  const Resources& resources_;
  Report& report_;
  std::map<std::string, std::shared_ptr<const model::CodeList>> known_;
};

}  // namespace certpress::parse
