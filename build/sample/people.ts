import type { ExpertProfile } from '../../shared/domain/panel.ts';

export type PersonKey = 'e1' | 'e2' | 'e3' | 'e4' | 'e5' | 'chair';

/** The sample round's panel: invented people at invented institutions. */
export const people: Readonly<Record<PersonKey, ExpertProfile>> = {
  e1: {
    name: '李文博',
    nameEn: 'Li Wenbo',
    organisation: '北京云杉大学',
    title: '教授',
    email: 'li.wenbo@sample.example',
    fields: ['国际科技合作', '人工智能'],
    affiliations: ['国际人工智能联合学会'],
  },
  e2: {
    name: '王静仪',
    nameEn: 'Wang Jingyi',
    organisation: '北京科创政策研究所',
    title: '研究员',
    email: 'wang.jingyi@sample.example',
    fields: ['科技政策', '人才评价'],
    affiliations: ['北京亦新科技园发展有限公司'],
  },
  e3: {
    name: '赵启明',
    nameEn: 'Zhao Qiming',
    organisation: '华北生物医药研究中心',
    title: '研究员',
    email: 'zhao.qiming@sample.example',
    fields: ['生物医药', '成果转化'],
    affiliations: [],
  },
  e4: {
    name: '陈立新',
    nameEn: 'Chen Lixin',
    organisation: '北京航宇材料研究院',
    title: '高级工程师',
    email: 'chen.lixin@sample.example',
    fields: ['新材料', '技术标准'],
    affiliations: [],
  },
  e5: {
    name: '孙雅楠',
    nameEn: 'Sun Yanan',
    organisation: '京津创业投资协会',
    title: '秘书长',
    email: 'sun.yanan@sample.example',
    fields: ['创业投资', '园区运营'],
    affiliations: ['海外归国学者创业联盟'],
  },
  chair: {
    name: '郑国华',
    nameEn: 'Zheng Guohua',
    organisation: '首都国际科技交流研究会',
    title: '教授',
    email: 'zheng.guohua@sample.example',
    fields: ['科技管理', '国际交流'],
    affiliations: [],
  },
};

export const personKeys = Object.keys(people) as readonly PersonKey[];
