// The open connections of a listener: how many there may be, and until when each may wait.
#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <map>

#include <boost/asio/ip/tcp.hpp>

namespace certpress::service {

using Clock = std::chrono::steady_clock;

class Connections {
 public:
  // One of them. `expires` is when what it waits for on its socket is given up.
  struct Entry {
    boost::asio::ip::tcp::socket* socket = nullptr;
    Clock::time_point expires = Clock::time_point::max();
    bool expired = false;
    bool idle = false;  // between requests
  };

  // A connection's place among them, for as long as it lives.
  class Place {
   public:
    Place(Connections& of, boost::asio::ip::tcp::socket& socket,
          const boost::asio::ip::address& address);
    ~Place();
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    Entry* operator->() { return &*entry_; }

   private:
    Connections& of_;
    boost::asio::ip::address address_;
    std::list<Entry>::iterator entry_;
  };

  // An IPv6 host has a network of 64 bits to itself (RFC 6177), which counts as one address.
  [[nodiscard]] std::size_t from(const boost::asio::ip::address& address) const;
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

  // Cancels what has waited for too long. Its coroutine goes on with an error and decides.
  void sweep(Clock::time_point now);
  // Idle ones wait no longer than this.
  void hurry(Clock::time_point until);

 private:
  std::list<Entry> entries_;
  std::map<boost::asio::ip::address, std::size_t> by_address_;
};

}  // namespace certpress::service
