-- Takes one attempt from each budget, or from none. One time is stored for a budget: the time at
-- which it is full again, in microseconds (the generic cell rate algorithm).
-- ARGV: the time now, or '' for the time of the server; then for each key the time in which one
-- attempt comes back, and the time in which all do.
-- Returns the number of the budget with the longest wait, or 0, and the wait.
local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = time[1] * 1000000 + time[2]
end
local spent, wait = 0, 0
local full = {}
for i, key in ipairs(KEYS) do
  local step, window = tonumber(ARGV[2 * i]), tonumber(ARGV[2 * i + 1])
  full[i] = math.max(tonumber(redis.call('GET', key) or now), now) + step
  local missing = full[i] - now - window
  if missing > wait then
    spent, wait = i, missing
  end
end
if spent == 0 then
  for i, key in ipairs(KEYS) do
    local lifetime = math.ceil((full[i] - now) / 1000)
    redis.call('SET', key, string.format('%.0f', full[i]), 'PX', lifetime)
  end
end
return {spent, wait}
