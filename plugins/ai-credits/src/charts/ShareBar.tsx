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
import { makeStyles } from '@material-ui/core/styles';

/** A part of the whole. */
export interface Share {
  id: string;
  colour: string;
  /** From 0 to 1. */
  share: number;
}

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      gap: 2,
      height: theme.spacing(1.5),
      marginBottom: theme.spacing(1),
      borderRadius: theme.shape.borderRadius,
      overflow: 'hidden',
    },
  }),
  { name: 'AiCreditsShareBar' },
);

/** Parts of a whole side by side. The figures stand next to it, so readers of screens are spared it. */
export function ShareBar({ shares }: { shares: Share[] }) {
  const classes = useStyles();
  return (
    <div className={classes.root} aria-hidden>
      {shares
        .filter(({ share }) => share > 0)
        .map(({ id, colour, share }) => (
          <span
            key={id}
            style={{
              backgroundColor: colour,
              flex: `${share} 1 0`,
              minWidth: 2,
            }}
          />
        ))}
    </div>
  );
}

const useSwatchStyles = makeStyles(
  theme => ({
    swatch: {
      display: 'inline-block',
      width: 12,
      height: 12,
      borderRadius: 2,
      marginRight: theme.spacing(1),
      verticalAlign: '-1px',
    },
  }),
  { name: 'AiCreditsSwatch' },
);

/** The colour of a part, before its name. */
export function Swatch({ colour }: { colour: string }) {
  const classes = useSwatchStyles();
  return (
    <span
      className={classes.swatch}
      style={{ backgroundColor: colour }}
      aria-hidden
    />
  );
}
