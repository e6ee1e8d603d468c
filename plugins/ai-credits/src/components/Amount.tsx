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
import { MicroCredits } from 'backstage-plugin-ai-credits-common';
import { useText } from '../translations';

const useStyles = makeStyles(
  { root: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' } },
  { name: 'AiCreditsAmount' },
);

/**
 * An amount of credits. Up to 2 decimals with all 6 in its title, or all 6 at
 * once where `exact`.
 */
export function Amount(props: {
  value: string | MicroCredits;
  exact?: boolean;
  /** Writes a plus before what was added. */
  signed?: boolean;
}) {
  const classes = useStyles();
  const { formats } = useText();
  const exact = formats.creditsExact(props.value);
  const text = props.exact ? exact : formats.credits(props.value);
  const plus =
    props.signed && !exact.startsWith('-') && /[1-9]/.test(exact) ? '+' : '';
  return (
    <span className={classes.root} title={props.exact ? undefined : exact}>
      {plus}
      {text}
    </span>
  );
}
