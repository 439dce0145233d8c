// Everything that an object leads to: for finding what hides in a file, and what nobody needs.
#pragma once

#include <functional>
#include <set>
#include <string_view>
#include <vector>

#include "../cos/file.h"

namespace certpress::verify {

// Called for every dictionary, nested ones too; `stream` tells the dictionary of a stream.
using DictionaryVisitor = std::function<void(const cos::Dictionary& dictionary, bool stream)>;

// The numbers of the objects that `start` leads to, as the file stood after `revisions` revisions.
// References to objects that do not exist are passed over. Entries whose key is `but_not` are not
// followed (a widget's /P leads back to the whole document).
std::set<int> reachable_from(const cos::File& file, std::size_t revisions,
                             const std::vector<cos::Object>& start, const DictionaryVisitor& visit,
                             std::string_view but_not = {});

}  // namespace certpress::verify
