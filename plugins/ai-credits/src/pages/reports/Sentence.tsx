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

import { Report } from 'backstage-plugin-ai-credits-common';
import { Headline } from '../../components/Headline';
import { useReportsText } from '../../translations/reports';

/** How many reports there are, and which comes next. */
export function Sentence(props: {
  reports: readonly Report[];
  timeZone: string;
}) {
  const { t, formats } = useReportsText();
  const { reports, timeZone } = props;
  const scheduled = reports.filter(({ nextRunAt }) => nextRunAt);
  const [next] = [...scheduled].sort((a, b) =>
    a.nextRunAt!.localeCompare(b.nextRunAt!),
  );
  if (reports.length === 0) {
    return <Headline text={t('reports.sentenceNone')} />;
  }
  const when = next
    ? t('reports.scheduled', {
        number: formats.count(scheduled.length),
        name: next.name,
        time: formats.minute(next.nextRunAt!, timeZone),
      })
    : t('reports.unscheduled');
  const count = t('reports.sentence', { count: reports.length });
  return <Headline text={`${count} ${when}`} />;
}
