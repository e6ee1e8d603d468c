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

import Avatar from '@material-ui/core/Avatar';
import Card from '@material-ui/core/Card';
import CardActionArea from '@material-ui/core/CardActionArea';
import Typography from '@material-ui/core/Typography';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles(theme => ({
  card: { height: '100%' },
  action: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'flex-start',
    gap: theme.spacing(2),
    height: '100%',
    padding: theme.spacing(2),
  },
  avatar: {
    width: 44,
    height: 44,
    fontSize: theme.typography.body1.fontSize,
    color: theme.palette.getContrastText(theme.palette.primary.main),
    backgroundColor: theme.palette.primary.main,
  },
  texts: { minWidth: 0 },
}));

function initials(name: string): string {
  const words = name.split(' ').filter(word => /^\p{Lu}/u.test(word));
  return [words.at(0), words.length > 1 ? words.at(-1) : undefined]
    .map(word => word?.charAt(0) ?? '')
    .join('');
}

/** One person to sign in as. */
export function PersonCard(props: {
  name: string;
  role: string;
  team: string;
  onChoose: () => void;
}) {
  const classes = useStyles();
  return (
    <Card variant="outlined" className={classes.card}>
      <CardActionArea className={classes.action} onClick={props.onChoose}>
        <Avatar className={classes.avatar} aria-hidden>
          {initials(props.name)}
        </Avatar>
        <div className={classes.texts}>
          <Typography variant="subtitle1" component="h2" noWrap>
            {props.name}
          </Typography>
          <Typography variant="body2">{props.role}</Typography>
          <Typography variant="body2" color="textSecondary">
            {props.team}
          </Typography>
        </div>
      </CardActionArea>
    </Card>
  );
}
