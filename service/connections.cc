#include "connections.h"

#include <algorithm>

namespace certpress::service {

namespace asio = boost::asio;

namespace {

asio::ip::address network_of(const asio::ip::address& address) {
  if (!address.is_v6() || address.to_v6().is_v4_mapped()) {
    return address;
  }
  auto bytes = address.to_v6().to_bytes();
  std::fill(bytes.begin() + 8, bytes.end(), std::uint8_t{0});
  return asio::ip::address_v6(bytes);
}

}  // namespace

Connections::Place::Place(Connections& of, asio::ip::tcp::socket& socket,
                          const asio::ip::address& address)
    : of_(of),
      address_(network_of(address)),
      entry_(of.entries_.insert(of.entries_.end(), Entry{.socket = &socket})) {
  ++of_.by_address_[address_];
}

Connections::Place::~Place() {
  of_.entries_.erase(entry_);
  const auto count = of_.by_address_.find(address_);
  if (--count->second == 0) {
    of_.by_address_.erase(count);
  }
}

std::size_t Connections::from(const asio::ip::address& address) const {
  const auto found = by_address_.find(network_of(address));
  return found == by_address_.end() ? 0 : found->second;
}

void Connections::sweep(Clock::time_point now) {
  for (Entry& entry : entries_) {
    if (now >= entry.expires) {
      entry.expired = true;
      entry.expires = Clock::time_point::max();
      boost::system::error_code ignored;
      entry.socket->cancel(ignored);
    }
  }
}

void Connections::hurry(Clock::time_point until) {
  for (Entry& entry : entries_) {
    if (entry.idle) {
      entry.expires = std::min(entry.expires, until);
    }
  }
}

}  // namespace certpress::service
