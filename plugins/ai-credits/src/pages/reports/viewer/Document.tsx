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

import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';
import Alert from '@material-ui/lab/Alert';
import { ReportContents } from 'backstage-plugin-ai-credits-common';
import { useMemo } from 'react';
import { StatCard } from '../../../components/StatCard';
import { useReportsText } from '../../../translations/reports';
import { Block, figureOf } from './Block';
import { createWriting } from './writing';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(2),
      width: '100%',
      maxWidth: 960,
      margin: '0 auto',
      padding: theme.spacing(4),
      [theme.breakpoints.down('xs')]: { padding: theme.spacing(2, 1) },
    },
    organization: { letterSpacing: '0.02em' },
    title: { fontSize: '1.75rem', fontWeight: 700, lineHeight: 1.25 },
    headline: { fontSize: '1.125rem', lineHeight: 1.5 },
    stats: {
      display: 'grid',
      gap: theme.spacing(2),
      gridTemplateColumns: 'repeat(auto-fill, minmax(150px, 1fr))',
    },
    section: {
      display: 'flex',
      flexDirection: 'column',
      gap: theme.spacing(2),
      minWidth: 0,
    },
    heading: {
      fontSize: '1.25rem',
      fontWeight: 700,
      marginTop: theme.spacing(2),
      paddingBottom: theme.spacing(0.5),
      borderBottom: `2px solid ${theme.palette.divider}`,
    },
  }),
  { name: 'AiCreditsReportDocument' },
);

/** A report to read: the parts and the figures of its document, in its language. */
export function Document({ contents }: { contents: ReportContents }) {
  const classes = useStyles();
  const { t } = useReportsText();
  const writing = useMemo(
    () => createWriting(contents.language),
    [contents.language],
  );
  const drawing = { contents, writing };
  const days =
    contents.firstDay === contents.lastDay
      ? writing.day(contents.firstDay)
      : t('reports.run.of', {
          from: writing.day(contents.firstDay),
          to: writing.day(contents.lastDay),
        });
  return (
    <Paper
      variant="outlined"
      component="section"
      lang={contents.language}
      aria-label={contents.name}
      className={classes.root}
    >
      <header>
        <Typography
          variant="body2"
          color="textSecondary"
          className={classes.organization}
        >
          {contents.organization}
        </Typography>
        <Typography component="h2" className={classes.title}>
          {contents.name}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {[contents.subjectTitle, days].join(' · ')}
        </Typography>
      </header>
      <Typography className={classes.headline}>{contents.headline}</Typography>
      {[
        ...contents.notices,
        ...(contents.scopeNote ? [contents.scopeNote] : []),
      ].map(notice => (
        <Alert key={notice} severity="info">
          {notice}
        </Alert>
      ))}
      {contents.stats.length > 0 && (
        <div className={classes.stats}>
          {contents.stats.map(stat => {
            const { exact, text } = figureOf(drawing, stat);
            return (
              <StatCard
                key={stat.id}
                label={stat.label}
                value={<span title={exact}>{text}</span>}
                hint={stat.note}
              />
            );
          })}
        </div>
      )}
      {contents.sections.map(section => (
        <section key={section.id} className={classes.section}>
          <Typography component="h3" className={classes.heading}>
            {section.title}
          </Typography>
          {section.blocks.map(block => (
            <Block
              key={block.id}
              block={block}
              drawing={drawing}
              heading={section.title}
            />
          ))}
        </section>
      ))}
      <Typography variant="body2" color="textSecondary">
        {[
          t('reports.run.made', {
            time: writing.minute(contents.madeAt, contents.timeZone),
            timeZone: contents.timeZone,
          }),
          t('reports.run.asOf', {
            time: writing.minute(contents.asOf, contents.timeZone),
          }),
        ].join(' · ')}
      </Typography>
    </Paper>
  );
}
