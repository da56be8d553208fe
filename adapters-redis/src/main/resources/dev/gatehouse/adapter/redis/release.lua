-- Returns one attempt to each budget. ARGV: for each key the time in which one attempt comes back.
for i, key in ipairs(KEYS) do
  local full = redis.call('GET', key)
  if full then
    redis.call('SET', key, string.format('%.0f', full - ARGV[i]), 'KEEPTTL')
  end
end
return 0
