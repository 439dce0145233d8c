#include "worker_pool.h"

#include <utility>

#include <pthread.h>

namespace certpress::service {

WorkerPool::WorkerPool(std::size_t workers, std::size_t queue_limit) : queue_limit_(queue_limit) {
  for (std::size_t i = 0; i < workers; ++i) {
    threads_.emplace_back([this] { work(); });
    ::pthread_setname_np(threads_.back().native_handle(), "render");
  }
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
    queue_.clear();
  }
  arrived_.notify_all();
  for (std::thread& thread : threads_) {
    thread.join();
  }
}

bool WorkerPool::submit(Job job) {
  {
    const std::lock_guard lock(mutex_);
    // Those who went away while they waited do not keep others out.
    if (queue_.size() >= queue_limit_) {
      std::erase_if(queue_, [](const Job& waiting) { return !waiting.is_wanted(); });
    }
    const std::size_t idle = threads_.size() - running_;
    if (queue_.size() >= queue_limit_ + idle) {
      return false;
    }
    queue_.push_back(std::move(job));
  }
  arrived_.notify_one();
  return true;
}

void WorkerPool::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    arrived_.wait(lock, [this] { return closing_ || !queue_.empty(); });
    if (closing_) {
      return;
    }
    Job job = std::move(queue_.front());
    queue_.pop_front();
    ++running_;
    lock.unlock();
    if (job.is_wanted()) {
      job.run();
    }
    job = {};  // what it holds goes before the next is waited for
    lock.lock();
    --running_;
  }
}

std::size_t WorkerPool::waiting() const {
  const std::lock_guard lock(mutex_);
  return queue_.size();
}

std::size_t WorkerPool::running() const {
  const std::lock_guard lock(mutex_);
  return running_;
}

}  // namespace certpress::service
