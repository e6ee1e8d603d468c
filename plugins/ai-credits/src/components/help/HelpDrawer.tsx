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

import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Skeleton from '@material-ui/lab/Skeleton';
import { describeRates } from 'backstage-plugin-ai-credits-common';
import { dayOf } from '../../data/periods';
import { useRateCard } from '../../data/queries';
import { useText } from '../../translations';
import { MessageKey } from '../../translations/en';
import { RateTables } from '../RateTables';
import { SideDrawer } from '../SideDrawer';
import { HelpTopic, HelpTopicName, helpTopics } from './topics';

const useStyles = makeStyles(
  theme => ({
    heading: {
      fontSize: '1rem',
      fontWeight: 700,
      marginTop: theme.spacing(3),
      marginBottom: theme.spacing(0.5),
    },
    term: { fontWeight: 700, marginTop: theme.spacing(1.5) },
    meaning: { margin: 0, color: theme.palette.text.secondary },
  }),
  { name: 'AiCreditsHelpDrawer' },
);

/** Help in the reader's language, of a part whose words are not those of the tabs. */
export interface HelpContent {
  /** A part of file names. */
  name: string;
  /** What the part shows. */
  intro: string;
  figures: ReadonlyArray<readonly [term: string, meaning: string]>;
}

function Rates({ timeZone }: { timeZone: string }) {
  const { t, formats } = useText();
  const { data: card, isError } = useRateCard();
  if (isError && !card) {
    return <Typography>{t('help.unavailable')}</Typography>;
  }
  if (!card) {
    return <Skeleton variant="rect" height={320} />;
  }
  const { name, version, effectiveFrom } = card;
  return (
    <>
      <Typography variant="body2" color="textSecondary">
        {effectiveFrom
          ? t('help.version', {
              name,
              version: String(version),
              day: formats.day(dayOf(Date.parse(effectiveFrom), timeZone)),
            })
          : t('help.versionUndated', { name, version: String(version) })}
      </Typography>
      <RateTables tables={describeRates(card.rules)} />
    </>
  );
}

/** What a tab shows, what its figures mean, and what each action and unit costs. */
export function HelpDrawer(props: {
  open: boolean;
  topic: HelpTopicName | HelpContent;
  timeZone: string;
  onClose: () => void;
}) {
  const classes = useStyles();
  const { t } = useText();
  const { timeZone } = props;
  // Which of the messages names the time zone is not known here; all may.
  const say = (key: MessageKey) =>
    (t as (key: string, options: object) => string)(key, { timeZone });
  const contentOf = ({
    figures,
    intro,
  }: HelpTopic): Pick<HelpContent, 'figures' | 'intro'> => ({
    intro: say(intro),
    figures: figures.map(([term, meaning]) => [say(term), say(meaning)]),
  });
  const isTab = typeof props.topic === 'string';
  const { figures, intro } =
    typeof props.topic === 'string'
      ? contentOf(helpTopics[props.topic])
      : props.topic;
  return (
    <SideDrawer
      title={t('help.title')}
      open={props.open}
      onClose={props.onClose}
    >
      <Typography component="h3" className={classes.heading}>
        {t('helpText.about')}
      </Typography>
      <Typography variant="body2">{intro}</Typography>
      {isTab && <Rates timeZone={timeZone} />}
      <Typography component="h3" className={classes.heading}>
        {t('help.figures')}
      </Typography>
      <dl style={{ margin: 0 }}>
        {[...figures, [say('chart.day'), say('help.figureDays')]].map(
          ([term, meaning]) => (
            <div key={meaning}>
              <Typography
                component="dt"
                variant="body2"
                className={classes.term}
              >
                {term}
              </Typography>
              <Typography
                component="dd"
                variant="body2"
                className={classes.meaning}
              >
                {meaning}
              </Typography>
            </div>
          ),
        )}
      </dl>
      {!isTab && <Rates timeZone={timeZone} />}
    </SideDrawer>
  );
}
