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

import { makeStyles, Theme } from '@material-ui/core/styles';
import { BackstageTheme } from '@backstage/theme';
import { useText } from '../translations';

/** How a budget stands; green, amber and red mean this and nothing else. */
export type BudgetState = 'on-track' | 'at-risk' | 'exceeded';

/** What each state looks like, always beside its word. */
export function budgetColours(theme: Theme): Record<BudgetState, string> {
  const { status } = (theme as BackstageTheme).palette;
  return {
    'on-track': status.ok,
    'at-risk': status.warning,
    exceeded: status.error,
  };
}

const useStyles = makeStyles<Theme, { state: BudgetState }>(
  theme => {
    const colours = budgetColours(theme);
    return {
      track: {
        height: theme.spacing(1),
        borderRadius: theme.spacing(0.5),
        backgroundColor: theme.palette.action.disabledBackground,
        overflow: 'hidden',
        display: 'flex',
      },
      used: { backgroundColor: ({ state }) => colours[state] },
      held: { backgroundColor: theme.palette.action.disabled },
    };
  },
  { name: 'AiCreditsBudgetBar' },
);

/**
 * What was used and what is held of a whole. The state is said in words beside
 * the bar by whoever places it; the bar itself only repeats it.
 *
 * @param used - share of the whole, 0 to 1 and above
 * @param held - share of the whole set aside for requests under way
 */
export function BudgetBar(props: {
  used: number;
  held?: number;
  state: BudgetState;
  label: string;
}) {
  const classes = useStyles({ state: props.state });
  const { formats } = useText();
  const used = Math.min(Math.max(props.used, 0), 1);
  const held = Math.min(Math.max(props.held ?? 0, 0), 1 - used);
  return (
    <div
      className={classes.track}
      role="meter"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(used * 100)}
      aria-valuetext={formats.share(props.used)}
    >
      <div className={classes.used} style={{ width: `${used * 100}%` }} />
      <div className={classes.held} style={{ width: `${held * 100}%` }} />
    </div>
  );
}
