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

/** What `npm run backtest -- --help` prints. */
export const HELP = `Tries the forecast on a daily series: on each day from the fifteenth on it is
made from the days before, and compared with what came.

  npm run backtest -- --file SERIES.csv [options]

FILE may be gzipped (.gz). Its first line names the columns.

  --file FILE             the CSV file (or as the first argument)
  --date-column NAME      dates: ISO days or times, 2026/11/20, 20261120, or day
                          numbers. Guessed from the names and what they hold.
  --value-column NAME     what is foretold; repeat it. Default: every column of
                          numbers that is not a date. Rows of one day are added up.
  --group-column NAME     one series for each value of this column
  --group VALUE           only this one; repeat it
  --gaps idle|missing     days without a row are 0 (default), or not known
  --decimal .|,           the decimal sign; default '.', so 1,234 is a thousand
  --delimiter CHAR        default: ',', ';' or tab, whichever the first line has;
                          'tab' for tabs
  --horizon N             days ahead, 1 to 31; default 14
  --level P               what intervals are to hold; default 0.8
  --json                  prints one JSON document

For each method, and for the one that the forecast chose on each day, it prints
  MAE       mean absolute error of a day
  MASE      the same, 1 for 'as last week's day'
  total     mean error of the sum over the horizon, in percent of the actual sum
  held      how often the interval made from its own errors held the days, and
            the sums from the first day on
  chosen    on how many of the days it weighed most
It exits with 1 for a file that cannot be used, 2 for a wrong command line.
`;
