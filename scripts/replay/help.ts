/*
 * Copyright 2026 The AI Credits Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

/** What `npm run replay -- --help` prints. */
export const HELP = `Sends a CSV file of AI usage to a running portal.

  npm run replay -- FILE.csv --source NAME --map COLUMN=FIELD [--map ...] [options]

FILE may be gzipped (.gz). Its first line names the columns.

What is sent
  --map COLUMN=FIELD      takes a field of the event from a column; repeat it.
                          COLUMN=FIELD*1000 multiplies a number, for example
                          seconds to milliseconds.
  --set FIELD=VALUE       the same value for every row; repeat it. \${COLUMN} in
                          the value stands for that column of the row:
                          --set 'user=user:default/\${login}'
  --source NAME           the source of the events, such as trace/azure-code
  --id-from COLUMN|row    where ids come from; default row: the row's number.
                          The same source and ids again are duplicates, charged
                          once, so a second run is safe. Another --source sends
                          a file again as new usage.
  --delimiter CHAR        default ','; 'tab' for tabs

  Fields: occurredAt user team service project product category action useCase
    provider model latencyMs timeToFirstTokenMs status attempt item comment
    account attributes.NAME quantities.requests quantities.inputTokens
    quantities.outputTokens quantities.cachedInputTokens
    quantities.reasoningTokens quantities.images quantities.units

Time
  --time-zone ZONE        of times without offset; default UTC
  --shift DURATION        moves every time, such as 2y, 3mo, 1w2d, 90m or -1h
  --shift-to TIME|now     moves every time so that the newest is at TIME. A later
                          run of the same file uses the same shift again.
  Times may be ISO 8601, 'YYYY-MM-DD HH:mm:ss.fffffff', or epoch seconds,
  milliseconds, microseconds or nanoseconds.

How it is sent
  --url URL               the backend; default http://localhost:7007
  --token TOKEN           default: AI_CREDITS_TOKEN of the environment, else the
                          demo portal's development token
  --speed 10x|max         plays the times of the file at a speed; default max
  --batch N               events in a request, 1 to 10000; default 1000
  --limit N               only the first N rows
  --restart               does not continue an interrupted run but starts over
  --dry-run               prints the first events and sends nothing

An interrupted run is continued by the same command. It exits with 1 when
anything was rejected, 2 for a wrong command line.

Example: an hour of Azure's LLM inference trace
  npm run replay -- AzureLLMInferenceTrace_code.csv --source trace/azure-code \\
    --map TIMESTAMP=occurredAt --map ContextTokens=quantities.inputTokens \\
    --map GeneratedTokens=quantities.outputTokens \\
    --set model=gpt-4.1 --set service=component:default/checkout --shift-to now
`;
