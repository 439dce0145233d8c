// What somebody meant who wrote a word that is not known.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "certpress/diagnostic.h"

namespace certpress::parse {

// Damerau-Levenshtein (optimal string alignment) distance in characters: inserted, deleted, changed
// and swapped neighbours count 1.
std::size_t edit_distance(std::u32string_view a, std::u32string_view b);

// The nearest of `known` when it is near enough to be meant; empty otherwise.
std::string_view nearest_word(std::string_view word, const std::vector<std::string_view>& known);

// "did you mean 'color'?", or the whole list while it is short, or nothing.
Message suggestion(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace certpress::parse
